"""Score coded events against single sentences: the PLOVER gold standard records (GSR) and the PLV pairs.

Status is left aside by both. Each sentence is a document of its own.

PLOVER-GSR   type, dyad, triple: share of records of which any found event hits (parties by their first three
             letters; several actors without a recipient are each other's counterpart);
             per_record: found events a record, the over-production
             *_folded: the same with our codes of organisations (UNO, EUR, NATO, AUN) taken for the gold's one, IGO
             plover_*: the same in PLOVER's own form, in which the records are written: organisations folded; a side
             without a party stands for its state (`home`), as acts within a state are coded too; an act's type is
             what the manual makes of type and status (a visit that is ahead is AGREE, `crosswalks/plover_reading.yml`)
PLV          pair_accuracy: of the event that best fits the marked actor and recipient, the type is right;
             any_hit and precision: types of a sentence against its pair's type. CONCEDE and RETREAT count as YIELD
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from onrecord.evaluate.measures import share
from onrecord.types.text import Span
from onrecord.vocab.crosswalks import plover_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.types.annotation import EventMention, Participant
    from onrecord.types.record import Record

Row = dict[str, Any]
OLDER_TYPES = {"DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT"}
ORGANISATIONS = frozenset({"UNO", "EUR", "NAT", "AUN", "NGO"})
FORMS = ("", "folded_", "plover_")
OLDER_CODES = {
    "JAP": "JPN",
    "ROM": "ROU",
    "ZAR": "COD",
    "GER": "DEU",
    "TMP": "TLS",
    "ITL": "ITA",
    "VTN": "VNM",
}


def load_rows(path: Path) -> list[Row]:
    """Return the rows of a gzipped JSONL file that have a text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [row for line in lines if (row := json.loads(line)).get("text")]


def score_gsr(pairs: Iterable[tuple[Row, Record]]) -> dict[str, float]:
    """Return the figures of the gold standard records."""
    counts: Counter[str] = Counter()
    for row, record in pairs:
        actors, recipients = _codes(row["actors"]), _codes(row["recipients"])
        recipients = recipients or (actors if len(actors) > 1 else recipients)
        kind = OLDER_TYPES.get(row["event"], row["event"])
        counts.update(records=1, events=len(record.events), pairs=bool(actors and recipients))
        for form in FORMS:
            hits = [event for event in record.events if _hits(event, actors, recipients, form)]
            counts[f"{form}type"] += any(_type(event, form) == kind for event in record.events)
            counts[f"{form}dyad"] += bool(hits)
            counts[f"{form}triple"] += any(_type(event, form) == kind for event in hits)
    return {
        "type": share(counts["type"], counts["records"]),
        "dyad": share(counts["dyad"], counts["pairs"]),
        "triple": share(counts["triple"], counts["pairs"]),
        "dyad_folded": share(counts["folded_dyad"], counts["pairs"]),
        "triple_folded": share(counts["folded_triple"], counts["pairs"]),
        "plover_type": share(counts["plover_type"], counts["records"]),
        "plover_dyad": share(counts["plover_dyad"], counts["pairs"]),
        "plover_triple": share(counts["plover_triple"], counts["pairs"]),
        "per_record": share(counts["events"], counts["records"]),
    }


def _codes(entities: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    short = [(entity["country"] or "")[:3] for entity in entities]
    return frozenset(OLDER_CODES.get(code, code) for code in short if code)


def _folded(codes: frozenset[str]) -> frozenset[str]:
    return frozenset("IGO" if code in ORGANISATIONS else code for code in codes)


def _type(event: EventMention, form: str) -> str:
    return plover_reading(event.type, event.mode, event.status).type if form == "plover_" else event.type


def _hits(event: EventMention, actors: frozenset[str], recipients: frozenset[str], form: str) -> bool:
    """Return whether the event is between the expected sides, in their direction; never where none are expected."""
    doers = _short(event.actors, form)
    targets = _short(event.recipients, form) if event.recipients else doers
    if form:
        actors, recipients = _folded(actors), _folded(recipients)
    return bool(doers & actors) and bool(targets & recipients)


def _short(participants: Iterable[Participant], form: str) -> frozenset[str]:
    """Return the first three letters of the sides' codes, in the form asked for."""
    known = ((p.party or p.home) if form == "plover_" else p.party for p in participants)
    codes = frozenset(code[:3] for code in known if code)
    return _folded(codes) if form else codes


def score_plv(pairs: Iterable[tuple[Row, Record]]) -> dict[str, float]:
    """Return the figures of the PLV pairs, with the share right for each root as `root.NAME`."""
    counts: Counter[str] = Counter()
    for row, record in pairs:
        root = row["root"]
        best = _best(row, record.events)
        right = best is not None and _root(best) == root
        types = {_root(event) for event in record.events}
        counts.update({"pairs": 1, "right": right, "hit": root in types, "types": len(types)})
        counts.update({f"n.{root}": 1, f"right.{root}": right})
    figures = {
        "pair_accuracy": share(counts["right"], counts["pairs"]),
        "any_hit": share(counts["hit"], counts["pairs"]),
        "precision": share(counts["hit"], counts["types"]),
    }
    roots = sorted(name[2:] for name in counts if name.startswith("n."))
    return figures | {f"root.{root}": share(counts[f"right.{root}"], counts[f"n.{root}"]) for root in roots}


def _root(event: EventMention) -> str:
    return "YIELD" if event.type in {"CONCEDE", "RETREAT"} else event.type


def _best(row: Row, events: Sequence[EventMention]) -> EventMention | None:
    def fit(event: EventMention) -> int:
        targets = event.recipients or event.actors
        return _named(row, "actor_text", event.actors) + _named(row, "recipient_text", targets)

    return max(events, key=fit, default=None)


def _named(row: Row, role: str, participants: Iterable[Participant]) -> bool:
    text, words = row["text"], row[role]
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return any(place.overlaps(p.mention) for place in places for p in participants)
