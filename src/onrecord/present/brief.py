"""The terminal brief of one record: what is told, by whom, in whose words; counts, never verdicts.

Order: the document · parties and people · what is told (one line an act, its tellings counted) · who says so ·
what rests only on unnamed or non-public sources · what each is said to want · the reporter's own evaluative wording ·
what is due · issues.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.present.brief_narratives import print_narratives
from onrecord.present.brief_relations import print_relations
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
from onrecord.query.acts import act_of, chain_of, is_international, tellings_by_act
from onrecord.query.sourcing import sourcing_profile
from onrecord.resolve.outcomes import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console

    from onrecord.query.acts import Act
    from onrecord.query.sourcing import Footing, Source, SourcingProfile
    from onrecord.types.annotation import Attribution, EventMention
    from onrecord.types.record import Record
    from onrecord.types.syntax import Sentence, Token
    from onrecord.types.text import Span

PEOPLE_SHOWN = 12
PARTIES_SHOWN = 10
WORDS_SHOWN = 14
FEW_WORDS = 4
SHOWN_IF_ANY: dict[Footing, str] = {
    "public_document": "public documents",
    "nonpublic_document": "papers not public",
    "media": "other media",
}


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
    profile = sourcing_profile(record)
    _told(record, tellings_by_act(record), _named_best(record, profile), screen)
    _sources(record, profile, screen)
    _only_unnamed(record, profile, screen)
    print_relations(record, screen)
    _own_voice(record, screen)
    print_narratives(record, screen)
    _due(record, screen)
    if why:
        from onrecord.present.why import print_why  # noqa: PLC0415 - only this option needs it

        print_why(record, screen)


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


def _named_best(record: Record, profile: SourcingProfile) -> dict[str, Attribution]:
    """For each attribution of a source, the one that names that source best."""
    attributions = {a.id: a for a in record.attributions}
    return {i: attributions[s.id] for s in profile.sources for i in (*s.attributions, *s.parts)}


def _told(
    record: Record, acts: Sequence[Sequence[EventMention]], named: Mapping[str, Attribution], screen: Console
) -> None:
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
    for events in acts:
        table.add_row(*_row(record, events, named))
    screen.print(table)
    screen.print(Text("  ".join(f"{mark} {label}" for mark, label in dict.fromkeys(MARKS.values())), style="dim"))


def _parties(act: Act) -> str:
    return " · ".join(act.actors) + (f" → {' · '.join(act.recipients)}" if act.recipients else "")


def _row(
    record: Record, events: Sequence[EventMention], named: Mapping[str, Attribution]
) -> tuple[Text, Text, Text, Text, Text]:
    act = act_of(events[0])
    event = max(events, key=lambda e: (e.date is not None, e.place is not None))
    when = date_words(event.date)
    where = event.place.country if event.place else ""
    before, trigger, after = _context(record, events[0])
    told = Text()
    told.append(act_words(event.type, event.mode), style="bold")
    told.append(f" {before}")
    told.append(trigger, style="underline")
    told.append(after)
    if len(events) > 1:
        told.append(f" ×{len(events)}", style="dim")
    return (
        Text(act.status, style=status_style(act.status)),
        Text(_parties(act)),
        told,
        Text(" · ".join(part for part in (when, where) if part) or "–"),
        _according_to(record, events, named),
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


def _according_to(record: Record, events: Iterable[EventMention], named: Mapping[str, Attribution]) -> Text:
    """Who tells it, as named best; where one source speaks within another's words, the outer one stands first."""
    attributions = {a.id: a for a in record.attributions}
    found: dict[str, None] = {}
    for event in events:
        chain = [named.get(link.id, link) for link in reversed(chain_of(event, attributions))]
        words = " › ".join(dict.fromkeys(source_words(link, record.document.text) for link in chain))
        found.setdefault(words or "the reporter")
    return Text("; ".join(found))


def _sources(record: Record, profile: SourcingProfile, screen: Console) -> None:
    _heading(screen, "WHO SAYS SO", counted(profile.attributions, "attribution"))
    attributions = {a.id: a for a in record.attributions}
    by_mark: dict[tuple[str, str], list[Source]] = {mark: [] for mark in MARKS.values()}
    for source in profile.sources:
        by_mark[MARKS[source.type]].append(source)
    for (mark, label), sources in by_mark.items():
        if not sources:
            continue
        line = Text()
        line.append(f"{mark} ", style="bold")
        line.append(f"{label}: ", style="dim")
        ordered = sorted(sources, key=lambda s: -len(s.attributions))
        words = [_source_counted(record, source, attributions[source.id]) for source in ordered]
        line.append(" · ".join(words))
        screen.print(Padding(line, (0, 0, 0, 2)))
    if profile.unsourced:
        mark, label = MARKS["unspecified"]
        screen.print(Text(f"  {mark} {label}: {profile.unsourced}"))
    for note in (_counts(profile), *_sourcing_notes(record, profile)):
        screen.print(Padding(Text(note, style="dim"), (0, 0, 0, 2)))


def _source_counted(record: Record, source: Source, named_by: Attribution) -> str:
    """How a source is named, the words that tell its footing where it has no name, and its attributions."""
    text = record.document.text
    words = source_words(named_by, text, mark=False)
    cut = words.endswith("…")
    told = ", ".join(
        f"“{plain(q.span.of(text))}”"
        for q in source.qualifiers
        # reasons have a line of their own, and words that name the source are shown already
        if q.axis != "reason" and source.footing != "named" and (cut or not _overlap(source.words, q.span))
    )
    return f"{words} ({told}) {len(source.attributions)}" if told else f"{words} {len(source.attributions)}"


def _overlap(one: Span | None, other: Span) -> bool:
    return one is not None and one.overlaps(other)


def _counts(profile: SourcingProfile) -> str:
    """One line of counts of distinct sources, by footing, and of acts that one source tells."""
    named, unnamed = profile.count("named"), profile.count("unnamed")
    parts = [counted(len(profile.sources), "source"), f"{named} named", f"{unnamed} unnamed"]
    parts += [f"{profile.count(footing)} {words}" for footing, words in SHOWN_IF_ANY.items() if profile.count(footing)]
    parts.append(f"acts told by one source only: {len(profile.single_source_acts)}")
    if profile.loose:
        parts.append(f"not counted: {counted(profile.loose, 'loose attribution')}")
    return "; ".join(parts)


def _sourcing_notes(record: Record, profile: SourcingProfile) -> Iterator[str]:
    """The sentences, the reasons given for anonymity, and who would not speak."""
    text, sentences = record.document.text, profile.sentences
    yield (
        f"{sentences.attributed} of {sentences.total} sentences carry attributed content; "
        f"{sentences.own_voice} are in the reporter's own voice only."
    )
    if profile.reasons:
        yield "Reasons given for anonymity: " + " · ".join(f"“{plain(q.span.of(text))}”" for _, q in profile.reasons)
    if profile.declined:
        attributions = {a.id: a for a in record.attributions}
        words = [source_words(attributions[d.attribution], text, mark=False) for d in profile.declined]
        yield "Declined to comment: " + " · ".join(dict.fromkeys(words))


def _only_unnamed(record: Record, profile: SourcingProfile, screen: Console) -> None:
    """Acts of which every telling rests on unnamed, unspecified or non-public sources."""
    if not profile.acts_only_on_unnamed:
        return
    _heading(screen, "ONLY ON UNNAMED OR NON-PUBLIC SOURCES")
    events = {event.id: event for event in record.events}
    for act in profile.acts_only_on_unnamed:
        event = events[act.events[0]]
        words = (
            f"{event.status} {_parties(act.act)} {act_words(event.type, event.mode)} {''.join(_context(record, event))}"
        )
        screen.print(Padding(Text(words), (0, 0, 0, 2)))


def _own_voice(record: Record, screen: Console) -> None:
    own = [e for e in record.evaluations if e.voice == "own" and e.kind != "distance"]
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
        if e.status in rules().rank
        and e.date is not None
        and is_international(e)
        and (published is None or e.date.last >= published)
    ]
    if not due:
        return
    _heading(screen, "DUE")
    rank, surest = rules().rank, dict[str, str]()
    for event in sorted(due, key=lambda e: (e.date.first if e.date else None, e.trigger)):
        what = f"  {date_words(event.date)}: {act_words(event.type, event.mode)} {_parties(act_of(event))}"
        surest[what] = min(surest.get(what, event.status), event.status, key=rank.__getitem__)
    for what, status in surest.items():
        screen.print(Text(f"{what} ({status})"))


def _issues(record: Record, screen: Console) -> None:
    for issue in record.issues:
        screen.print(Text(f"! {issue.stage}: {plain(issue.message)}", style="yellow"))
