"""Score records against articles annotated by hand (one YAML file an article; docs/gold.md describes the format).

Definitions
    attribution   a found and an expected one match when their contents share at least half of their joint words,
                  one to one, best first; source, type, party and quote form are counted of the matched
    event         distinct tuples an article: `dyad` {parties}, `triple` (type, actors, recipients),
                  `full` with status; only events between two or more parties
    located       same type and parties, trigger within 60 characters of the expected sentence; of these status,
                  date, place
    evaluation    spans in the reporter's own voice that overlap
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from onrecord.evaluate.measures import Score, Words, share, words
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.types.annotation import Attribution, EventMention
    from onrecord.types.record import Record

HALF = 0.5
NEAR = 60
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article: its text with what is known of it, and the annotations as read from YAML."""

    id: str
    text: str
    title: str | None
    outlet: str | None
    published: str | None
    gold: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over articles; `figures` turns them into named figures."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, amount: int = 1) -> None:
        """Count."""
        self.counts[name] += amount

    def score(self, name: str) -> Score:
        """Return the score whose counts are kept under `name`."""
        return Score(*(self.counts[f"{name}.{part}"] for part in ("right", "found", "expected")))

    def add_score(self, name: str, right: int, found: int, expected: int) -> None:
        """Add to the counts of a score."""
        for part, amount in (("right", right), ("found", found), ("expected", expected)):
            self.counts[f"{name}.{part}"] += amount


def load_gold(articles: Path, folder: Path) -> list[GoldArticle]:
    """Return the articles of a JSONL file that have a YAML file of their id in the folder, in id order."""
    found = []
    with articles.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            path = folder / f"{row['id']}.yml"
            if path.exists():
                gold = yaml.safe_load(path.read_text(encoding="utf-8"))
                published = str(gold.get("published") or row.get("published") or "") or None
                found.append(GoldArticle(row["id"], row["text"], row.get("title"), row.get("outlet"), published, gold))
    return sorted(found, key=lambda article: article.id)


def score_articles(pairs: Iterable[tuple[GoldArticle, Record]]) -> dict[str, float]:
    """Return all figures over pairs of an article and its record."""
    tally = Tally()
    for article, record in pairs:
        _attributions(article, record, tally)
        _events(article, record, tally)
        _evaluations(article, record, tally)
    return _figures(tally)


def _figures(tally: Tally) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in ("attribution", "content_words", "dyad", "triple", "full", "located"):
        score = tally.score(name)
        found |= {f"{name}_f1": score.f1, f"{name}_p": score.precision, f"{name}_r": score.recall}
    matched = tally.counts["attribution.right"]
    for name in ("source", "source_type", "source_party", "quote"):
        found[name] = share(tally.counts[name], matched)
    located = tally.counts["located.right"]
    found |= {name: share(tally.counts[name], located) for name in ("status", "date", "attributed")}
    found["date_where_given"] = share(tally.counts["dated_right"], tally.counts["dated"])
    found["place_where_given"] = share(tally.counts["placed_right"], tally.counts["placed"])
    precision = share(tally.counts["evaluation.found_right"], tally.counts["evaluation.found"])
    recall = share(tally.counts["evaluation.expected_right"], tally.counts["evaluation.expected"])
    both = precision + recall
    found |= {"evaluation_p": precision, "evaluation_r": recall}
    found["evaluation_f1"] = 2 * precision * recall / both if both else 0.0
    return found


def locate(text: str, piece: str, sentence: str | None = None) -> Span | None:
    """Return where a quoted piece stands at or after its sentence's start, else anywhere, else None."""
    base = max(text.find(sentence), 0) if sentence else 0
    at = text.find(piece, base)
    at = text.find(piece) if at < 0 else at
    return Span(at, at + len(piece)) if at >= 0 else None


# -- attributions ---------------------------------------------------------------------------------------------


def _attributions(article: GoldArticle, record: Record, tally: Tally) -> None:
    if article.gold.get("score_attributions") is False:
        return
    expected: Sequence[Mapping[str, Any]] = article.gold.get("attributions") or ()
    wanted = [_content(article.text, row) for row in expected]
    given = [words(article.text, found.content) for found in record.attributions]
    matches = _best_pairs(wanted, given)
    tally.add_score("attribution", len(matches), len(given), len(wanted))
    all_wanted, all_given = frozenset().union(*wanted), frozenset().union(*given)
    tally.add_score("content_words", len(all_wanted & all_given), len(all_given), len(all_wanted))
    for i, j in matches:
        _matched(article.text, expected[i], record.attributions[j], tally)


def _content(text: str, row: Mapping[str, Any]) -> Words:
    span = locate(text, row["content"], row["sentence"])
    return words(text, [span]) if span else frozenset()


def _best_pairs(wanted: Sequence[Words], given: Sequence[Words]) -> list[tuple[int, int]]:
    overlaps = sorted(
        ((len(w & g) / max(1, len(w | g)), i, j) for i, w in enumerate(wanted) for j, g in enumerate(given)),
        reverse=True,
    )
    taken_wanted: set[int] = set()
    taken_given: set[int] = set()
    pairs = []
    for overlap, i, j in overlaps:
        if overlap < HALF:
            break
        if i not in taken_wanted and j not in taken_given:
            taken_wanted.add(i)
            taken_given.add(j)
            pairs.append((i, j))
    return pairs


def _matched(text: str, row: Mapping[str, Any], found: Attribution, tally: Tally) -> None:
    party = row.get("source_country") or None
    source = locate(text, row["source"], row["sentence"]) if row.get("source") else None
    if source is None:
        # a continued quotation names its speaker elsewhere: the resolved speaker counts
        carried = row["source_type"] != "unspecified" and found.source_type == row["source_type"]
        right = found.source is None or (carried and found.source_party == party)
    else:
        right = found.source is not None and found.source.overlaps(source)
    tally.add("source", int(right))
    tally.add("source_type", int(found.source_type == row["source_type"]))
    tally.add("source_party", int(found.source_party == party))
    tally.add("quote", int(found.quote == row["quote"]))


# -- events ---------------------------------------------------------------------------------------------------


def _events(article: GoldArticle, record: Record, tally: Tally) -> None:
    rows: Sequence[Mapping[str, Any]] = article.gold.get("events") or ()
    wanted = [_gold_key(row) for row in rows]
    events = [event for event in record.events if len(_parties(event)) > 1]
    given = [_found_key(event) for event in events]
    cuts = {"dyad": _dyad, "triple": _triple, "full": _full}
    for name, cut in cuts.items():
        left, right = {cut(key) for key in wanted}, {cut(key) for key in given}
        tally.add_score(name, len(left & right), len(right), len(left))
    taken: set[int] = set()
    for row, key in zip(rows, wanted, strict=True):
        _located(article.text, (row, key), (events, given), taken, tally)
    tally.add("located.found", len(events))


def _gold_key(row: Mapping[str, Any]) -> Key:
    return row["type"], frozenset(row.get("actors") or ()), frozenset(row.get("recipients") or ()), row["status"]


def _found_key(event: EventMention) -> Key:
    actors = frozenset(p.party for p in event.actors if p.party)
    return event.type, actors, frozenset(p.party for p in event.recipients if p.party), event.status


def _parties(event: EventMention) -> frozenset[str]:
    return frozenset(p.party for p in (*event.actors, *event.recipients) if p.party)


def _dyad(key: Key) -> Key:
    return (key[1] | key[2],)


def _triple(key: Key) -> Key:
    return key[:3]


def _full(key: Key) -> Key:
    return key


def _located(
    text: str,
    wanted: tuple[Mapping[str, Any], Key],
    given: tuple[Sequence[EventMention], Sequence[Key]],
    taken: set[int],
    tally: Tally,
) -> None:
    row, key = wanted
    sentence, trigger = locate(text, row["sentence"]), locate(text, row["trigger"], row["sentence"])
    if sentence is None or trigger is None:
        return
    tally.add("located.expected")
    low, high = min(sentence.start, trigger.start) - NEAR, max(sentence.end, trigger.end) + NEAR
    events, keys = given
    candidates = [
        (keys[k][3] == key[3], -abs(events[k].trigger.start - trigger.start), -k)
        for k in range(len(events))
        if k not in taken
        and keys[k][0] == key[0]
        and _dyad(keys[k]) == _dyad(key)
        and low <= events[k].trigger.start <= high
    ]
    if candidates:
        best = -max(candidates)[2]
        taken.add(best)
        tally.add("located.right")
        _details(row, events[best], tally)


def _details(row: Mapping[str, Any], event: EventMention, tally: Tally) -> None:
    expected = tuple(str(day) for day in row["date"]) if row.get("date") else None
    found = (event.date.first.isoformat(), event.date.last.isoformat()) if event.date else None
    tally.add("status", int(event.status == row["status"]))
    tally.add("date", int(found == expected))
    tally.add("attributed", int(bool(row.get("attribution")) == bool(event.attribution)))
    if expected is not None:
        tally.add("dated")
        tally.add("dated_right", int(found == expected))
    if row.get("place"):
        tally.add("placed")
        tally.add("placed_right", int(event.place is not None and event.place.country == row["place"]))


# -- evaluations ----------------------------------------------------------------------------------------------


def _evaluations(article: GoldArticle, record: Record, tally: Tally) -> None:
    wanted = [span for row in article.gold.get("judgements") or () if (span := locate(article.text, row["text"]))]
    given = [found.span for found in record.evaluations if found.voice == "own" and found.kind != "distance"]
    tally.add("evaluation.expected", len(wanted))
    tally.add("evaluation.found", len(given))
    tally.add("evaluation.expected_right", sum(any(w.overlaps(g) for g in given) for w in wanted))
    tally.add("evaluation.found_right", sum(any(g.overlaps(w) for w in wanted) for g in given))
