"""The terminal brief of one record: what is told, by whom, in whose words; counts, never verdicts.

Order: the document · parties and people · what is told (one line an act, its tellings counted) · who says so ·
what rests only on unnamed or non-public sources · the reporter's own evaluative wording · what is due · issues.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.present.wording import (
    MARKS,
    act_words,
    counted,
    date_words,
    day,
    on_one_line,
    party_name,
    plain,
    source_words,
    status_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rich.console import Console

    from onrecord.types.annotation import Attribution, EventMention
    from onrecord.types.record import Record
    from onrecord.types.syntax import Sentence, Token

PEOPLE_SHOWN = 12
PARTIES_SHOWN = 10
WORDS_SHOWN = 14
FEW_WORDS = 4
UNNAMED = frozenset({"unnamed", "nonpublic_document"})
Act = tuple[str, str | None, tuple[str, ...], tuple[str, ...], str]


def print_brief(record: Record, screen: Console, *, location: str | None = None, why: bool = False) -> None:
    """Print the brief of a record; with `why`, all its words and rules follow.

    `location` (a file's name) stands at the head where neither a title is given nor a headline found.
    """
    _head(record, screen, location)
    if record.issues:
        _issues(record, screen)
    if not record.syntax.sentences:
        return
    _who(record, screen)
    acts = tellings_by_act(record)
    _told(record, acts, screen)
    _sources(record, screen)
    _only_unnamed(record, acts, screen)
    _own_voice(record, screen)
    _due(record, screen)
    if why:
        from onrecord.present.why import print_why  # noqa: PLC0415 - only this option needs it

        print_why(record, screen)


def is_international(event: EventMention) -> bool:
    """Return whether an event is between at least two distinct parties."""
    return len({p.party for p in (*event.actors, *event.recipients) if p.party}) > 1


def tellings_by_act(record: Record) -> list[list[EventMention]]:
    """Return the events between parties, those of one act together, in order of the first telling.

    Tellings are of one act if type, mode, parties and status are the same and no two of them name different days;
    one without a day joins the others where they name a single one.
    """
    acts: dict[Act, list[EventMention]] = {}
    for event in record.events:
        if is_international(event):
            acts.setdefault(_act(event), []).append(event)
    groups = [group for events in acts.values() for group in _by_day(events)]
    return sorted(groups, key=lambda group: record.events.index(group[0]))


def _by_day(events: Sequence[EventMention]) -> list[list[EventMention]]:
    days = {(e.date.first, e.date.last) for e in events if e.date}
    if len(days) < 2:
        return [list(events)]
    groups: dict[tuple[date, date] | None, list[EventMention]] = {}
    for event in events:
        groups.setdefault((event.date.first, event.date.last) if event.date else None, []).append(event)
    return list(groups.values())


def _head(record: Record, screen: Console, location: str | None) -> None:
    document = record.document
    headline = next((z.span.of(document.text) for z in record.layout.zones if z.kind == "headline"), None)
    line = Text()
    line.append(plain(document.title or headline or location or document.id), style="bold")
    facts = [
        plain(document.outlet or "") or "outlet unknown",
        f"published {day(document.published)}"
        if document.published
        else "publication date unknown: relative dates stay open",
        counted(len(record.syntax.sentences), "sentence"),
    ]
    line.append(" · " + " · ".join(facts), style="dim")
    screen.print(line)


def _heading(screen: Console, words: str, note: str = "") -> None:
    line = Text("\n")
    line.append(words, style="bold")
    if note:
        line.append("   " + note, style="dim")
    screen.print(line)


def _who(record: Record, screen: Console) -> None:
    counts: Counter[str] = Counter()
    for mention in record.entities.mentions:
        if mention.kind != "place" and mention.form != "pronoun":
            counts.update(mention.parties)
    grid = Table.grid(padding=(0, 3))
    parties = [f"{party_name(p)} ({p}) {n}" for p, n in counts.most_common(PARTIES_SHOWN)]
    rest = len(counts) - len(parties)
    grid.add_row("Parties", Text(" · ".join(parties) + (f" · and {rest} more" if rest > 0 else "") or "none found"))
    people = _people(record)
    if people:
        more = f" · and {len(people) - PEOPLE_SHOWN} more" if len(people) > PEOPLE_SHOWN else ""
        grid.add_row("People", Text(" · ".join(people[:PEOPLE_SHOWN]) + more))
    screen.print()
    screen.print(grid)


def _people(record: Record) -> list[str]:
    found: dict[str, str] = {}
    for mention in record.entities.mentions:
        if mention.kind == "person" and mention.name and not mention.plural:
            office = f", {plain(mention.office)}" if mention.office else ""
            side = f", {party_name(mention.party)}" if mention.party else ""
            found.setdefault(mention.name, plain(mention.name) + office + side)
    return list(found.values())


def _told(record: Record, acts: Sequence[Sequence[EventMention]], screen: Console) -> None:
    tellings = counted(sum(map(len, acts)), "telling")
    _heading(screen, "WHAT IS TOLD", f"{counted(len(acts), 'act')} between parties, {tellings}")
    if not acts:
        screen.print("  nothing between two parties that the rules can read", style="dim")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", pad_edge=False)
    for column, ratio in (
        ("status", None),
        ("parties", None),
        ("act", 5),
        ("when · where", None),
        ("according to", 4),
    ):
        table.add_column(column, ratio=ratio, overflow="fold")
    sources = {a.id: a for a in record.attributions}
    for events in acts:
        table.add_row(*_row(record, events, sources))
    screen.print(table)
    screen.print(Text("  ".join(f"{mark} {label}" for mark, label in dict.fromkeys(MARKS.values())), style="dim"))


def _act(event: EventMention) -> Act:
    actors = tuple(sorted({p.party for p in event.actors if p.party}))
    recipients = tuple(sorted({p.party for p in event.recipients if p.party}))
    return event.type, event.mode, actors, recipients, event.status


def _row(
    record: Record, events: Sequence[EventMention], sources: dict[str, Attribution]
) -> tuple[Text, Text, Text, Text, Text]:
    _, _, actors, recipients, status = _act(events[0])
    parties = " · ".join(actors) + (f" → {' · '.join(recipients)}" if recipients else "")
    event = max(events, key=lambda e: (e.date is not None, e.place is not None))
    when = date_words(event.date)
    where = event.place.country if event.place else ""
    before, trigger, after = _context(record, events[0])
    told = Text()
    told.append(act_words(event), style="bold")
    told.append(f" {before}")
    told.append(trigger, style="underline")
    told.append(after)
    if len(events) > 1:
        told.append(f" ×{len(events)}", style="dim")
    return (
        Text(status, style=status_style(status)),
        Text(parties),
        told,
        Text(" · ".join(part for part in (when, where) if part) or "–"),
        _according_to(record, events, sources),
    )


def _context(record: Record, event: EventMention) -> tuple[str, str, str]:
    """The words before the trigger, the trigger and the words after it, cut at word boundaries in its sentence."""
    text = record.document.text
    tokens = record.syntax.within(event.trigger)
    if not tokens:
        return "", plain(event.trigger.of(text)), ""
    sentence = record.syntax.sentences[tokens[0].sentence]
    low, high = _phrase_edges(record, tokens, sentence)
    start, end = record.syntax.tokens[low].start, record.syntax.tokens[high - 1].end
    before = on_one_line(text[start : event.trigger.start])
    after = on_one_line(text[event.trigger.end : end])
    return (
        ("…" if low > sentence.first else "") + before.lstrip(),
        plain(event.trigger.of(text)),
        after.rstrip() + ("…" if high < sentence.last else ""),
    )


def _phrase_edges(record: Record, tokens: Sequence[Token], sentence: Sentence) -> tuple[int, int]:
    """First and last (exclusive) token to show: the trigger's own phrase, bounded; a bare trigger gets neighbours."""
    edges = [record.syntax.edges(token) for token in tokens]
    low, high = min(e[0] for e in edges), max(e[1] for e in edges) + 1
    if high - low < FEW_WORDS:
        low, high = low - FEW_WORDS, high + FEW_WORDS
    low = max(low, tokens[0].i - WORDS_SHOWN // 2, sentence.first)
    return low, min(high, tokens[-1].i + WORDS_SHOWN // 2 + 3, sentence.last)


def _according_to(record: Record, events: Iterable[EventMention], sources: dict[str, Attribution]) -> Text:
    """Who tells it; where one source speaks within another's words, the outer one stands first."""
    found: dict[str, None] = {}
    for event in events:
        chain = _chain(event, sources)
        words = " › ".join(source_words(link, record.document.text) for link in reversed(chain))
        found.setdefault(words or "the reporter")
    return Text("; ".join(found))


def _chain(event: EventMention, sources: dict[str, Attribution]) -> list[Attribution]:
    """Return the attribution that carries an event, and those in whose content it stands, from inside out."""
    chain: list[Attribution] = []
    link = sources.get(event.attribution or "")
    while link is not None and link not in chain:
        chain.append(link)
        link = sources.get(link.parent or "")
    return chain


def _rests_on_unnamed(chain: Sequence[Attribution]) -> bool:
    """Return whether a telling hangs on somebody unnamed or an unseen paper, or on nobody in particular."""
    kinds = {link.source_type for link in chain}
    return bool(kinds & UNNAMED) or kinds == {"unspecified"}


def _sources(record: Record, screen: Console) -> None:
    _heading(screen, "WHO SAYS SO", counted(len(record.attributions), "attribution"))
    by_mark: dict[tuple[str, str], Counter[str]] = {}
    for attribution in record.attributions:
        words = source_words(attribution, record.document.text, mark=False)
        by_mark.setdefault(MARKS[attribution.source_type], Counter())[words] += 1
    for (mark, label), counts in sorted(by_mark.items(), key=lambda item: list(MARKS.values()).index(item[0])):
        line = Text()
        line.append(f"{mark} ", style="bold")
        line.append(f"{label}: ", style="dim")
        line.append(" · ".join(f"{words} {n}" for words, n in counts.most_common()))
        screen.print(Padding(line, (0, 0, 0, 2)))
    attributed = {
        s.i for s in record.syntax.sentences for a in record.attributions for part in a.content if s.span.overlaps(part)
    }
    total = len(record.syntax.sentences)
    screen.print(f"  {len(attributed)} of {total} sentences carry attributed content.", style="dim")


def _only_unnamed(record: Record, acts: Sequence[Sequence[EventMention]], screen: Console) -> None:
    """Acts of which every telling rests on unnamed, unspecified or non-public sources."""
    sources = {a.id: a for a in record.attributions}
    only = [events[0] for events in acts if all(_rests_on_unnamed(_chain(event, sources)) for event in events)]
    if not only:
        return
    _heading(screen, "ONLY ON UNNAMED OR NON-PUBLIC SOURCES")
    for event in only:
        actors, recipients = _act(event)[2:4]
        parties = " · ".join(actors) + (f" → {' · '.join(recipients)}" if recipients else "")
        words = f"{event.status} {parties} {act_words(event)} {''.join(_context(record, event))}"
        screen.print(Padding(Text(words), (0, 0, 0, 2)))


def _own_voice(record: Record, screen: Console) -> None:
    own = [e for e in record.evaluations if e.voice == "own"]
    if not own:
        return
    _heading(screen, "IN THE REPORTER'S OWN VOICE", "evaluative wording, as found")
    text = record.document.text
    words = [f"“{plain(e.span.of(text))}” ({e.kind})" for e in own]
    screen.print(Padding(Text(" · ".join(words)), (0, 0, 0, 2)))


def _due(record: Record, screen: Console) -> None:
    published = record.document.published
    due = [
        e
        for e in record.events
        if e.status in {"scheduled", "expected", "possible", "conditional"}
        and e.date is not None
        and is_international(e)
        and (published is None or e.date.last >= published)
    ]
    if not due:
        return
    _heading(screen, "DUE")
    lines: dict[str, None] = {}
    for event in sorted(due, key=lambda e: (e.date.first if e.date else None, e.trigger)):
        actors, recipients = _act(event)[2:4]
        parties = " · ".join(actors) + (f" → {' · '.join(recipients)}" if recipients else "")
        lines.setdefault(f"  {date_words(event.date)}: {act_words(event)} {parties} ({event.status})")
    for line in lines:
        screen.print(Text(line))


def _issues(record: Record, screen: Console) -> None:
    for issue in record.issues:
        screen.print(Text(f"! {issue.stage}: {plain(issue.message)}", style="yellow"))
