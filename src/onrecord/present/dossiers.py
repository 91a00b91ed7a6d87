"""What `onrecord show` prints: an article with its versions, copies and places, and what stands in its record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.text import Text

from onrecord.present.lines import one_line
from onrecord.present.screens import screen_of
from onrecord.present.wording import plain
from onrecord.record.kinds import KINDS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from onrecord.record.rows import Dossier, EffectiveRecord

MARKS = {"unreviewed": " ", "accepted": "✓", "corrected": "✎", "rejected": "✗"}
STYLES = {"unreviewed": "", "accepted": "green", "corrected": "cyan", "rejected": "dim strike"}


def print_dossier(dossier: Dossier, *, with_text: bool, as_json: bool) -> None:
    """Print all that is known of an article."""
    if as_json:
        sys.stdout.write(one_line(dossier_values(dossier, with_text=with_text)) + "\n")
        return
    screen = screen_of(sys.stdout)
    _head(dossier, screen)
    for kind in sorted(KINDS, key=lambda kind: kind != "event"):
        records = dossier.view.of(kind)
        if records:
            screen.print(Text(f"\n{SHAPES[kind].plural.upper()}", style="bold"))
        for record in records:
            print_record(record, screen)
    if dossier.reading is None:
        screen.print(Text("\nnot read yet; next: onrecord read", style="yellow"))
    _stale(dossier, screen)
    if with_text:
        screen.print(Text("\nTEXT", style="bold"))
        screen.print(Text("\n".join(map(plain, dossier.text.splitlines()))), soft_wrap=True)


def _head(dossier: Dossier, screen: Console) -> None:
    version = dossier.version
    screen.print(Text(plain(version.title or "(no title)"), style="bold"), soft_wrap=True)
    facts = {
        "article": f"{version.article}  {dossier.key}",
        "outlet": version.outlet,
        "published": version.published_at or version.published,
        "author": version.author,
        "wire": version.wire,
        "section": version.section,
        "language": version.language,
        "met at": "; ".join(sighting.source for sighting in dossier.sightings),
        "versions": " → ".join(v.id + ("*" if v.id == version.id else "") for v in dossier.versions),
        "issues": "; ".join(dict.fromkeys(f"{issue['message']} [{issue['code']}]" for issue in issues_of(dossier))),
    }
    for name, words in facts.items():
        if words:
            line = Text(f"  {name:<10}", style="dim")
            line.append(plain(words), style="")
            screen.print(line, soft_wrap=True)
    for copy in dossier.copies:
        words = f"  {copy.reason:<16}{copy.share:.0%} of it in {copy.article} {copy.outlet or ''} {copy.title or ''}"
        screen.print(Text(plain(words) if not words.startswith("  ") else "  " + plain(words)), soft_wrap=True)


def issues_of(dossier: Dossier) -> Iterator[Mapping[str, Any]]:
    """Yield what could not be read or had to be guessed, where it was met and when it was annotated."""
    for sighting in dossier.sightings:
        yield from sighting.issues
    yield from dossier.reading.body.get("issues", ()) if dossier.reading else ()


def _stale(dossier: Dossier, screen: Console) -> None:
    for stale in dossier.view.stale:
        judgement = stale.judgement
        words = f"stale ({stale.reason}): {judgement.by} {judgement.action} {judgement.kind} “{judgement.anchor.quote}”"
        screen.print(Text("\n" + plain(words), style="yellow"), soft_wrap=True)


def print_record(record: EffectiveRecord, screen: Console) -> None:
    """Print one record in a line, its notes below it."""
    line = Text(f"{MARKS[record.state]} {record.id}  ", style="dim")
    line.append(plain(record_words(record.kind, record.body)), style=STYLES[record.state])
    if record.corrected:
        line.append(f"  [corrected: {', '.join(record.corrected)}]", style="cyan")
    if record.origin == "human":
        line.append("  [added by hand]", style="cyan")
    screen.print(line, soft_wrap=True)
    for note in record.notes:
        screen.print(Text(f"      {plain(note)}", style="dim"), soft_wrap=True)


def record_words(kind: str, body: Mapping[str, Any]) -> str:
    """Return a record in one line."""
    if kind == "event":
        return _event_words(body)
    if kind == "attribution":
        source = body.get("source_name") or (body.get("source") or {}).get("text") or "(no source given)"
        content = " … ".join(part["text"] for part in body.get("content", ()))
        party = f" {body['source_party']}" if body.get("source_party") else ""
        return f"{source} [{body['source_type']}{party}] {body['cue']['text']}: {content}"
    if kind in _WORDS:
        return _WORDS[kind](body)
    return f"“{body['text']}” [{body['kind']}, {body['voice']} voice]"


def _event_words(body: Mapping[str, Any]) -> str:
    actors = " · ".join(_party(participant) for participant in body["actors"]) or "?"
    recipients = " · ".join(_party(participant) for participant in body["recipients"])
    sides = f"{actors} → {recipients}" if recipients else actors
    act = f"{body['type']}/{body['mode']}" if body.get("mode") else str(body["type"])
    when = f", {body['date']['edtf']}" if body.get("date") else ""
    where = f", {body['place']['country']}" if body.get("place") else ""
    return f"{body['status']:<10} {act} {sides}{when}{where} “{body['trigger']['text']}”"


def position_words(body: Mapping[str, Any]) -> str:
    """Return a position in one line."""
    target = f" → {_side(body, 'target')}" if body.get("target") else ""
    topic = f" [{body['topic']}]" if body.get("topic") else ""
    condition = f", if “{body['condition']['text']}”" if body.get("condition") else ""
    return f"{_side(body, 'holder')} {body['stance']}{target} “{body['issue']['text']}”{topic}{condition}"


def flow_words(body: Mapping[str, Any]) -> str:
    """Return a flow in one line."""
    amounts = "".join(f", {quantity['text']}" for quantity in body.get("quantities", ()))
    sector = body.get("sector")
    change = f", {body['change']}" if body.get("change") else ""
    sides = f"{_side(body, 'supplier')} → {_side(body, 'receiver')}"
    return f"{body['status']:<10} {body['kind']} {sides} “{body['goods']['text']}” [{sector}{change}]{amounts}"


def leverage_words(body: Mapping[str, Any]) -> str:
    """Return a leverage in one line."""
    instrument = f" uses “{body['instrument']['text']}”" if body.get("instrument") else ""
    target = f" on {_side(body, 'target')}" if body.get("target") else ""
    return f"{_side(body, 'holder')}{instrument}{target} to “{body['end']['text']}”"


def _narrative_words(body: Mapping[str, Any]) -> str:
    about = f"“{body['about']['text']}” as " if body.get("about") else ""
    counter = f", against {_side(body, 'counter')}" if body.get("counter") else ""
    return f"{body['standing']:<10} {_side(body, 'owner')}: {about}“{body['claim']['text']}”{counter}"


def _forum_words(body: Mapping[str, Any]) -> str:
    session = f" session {body['session']}" if body.get("session") is not None else ""
    facts = [body.get("status"), *_day_and_place(body)]
    return f"{body['key']}{session} “{body['text']}”{''.join(f', {fact}' for fact in facts if fact)}"


def _instrument_words(body: Mapping[str, Any]) -> str:
    amounts = [quantity["text"] for quantity in body.get("quantities", ())]
    facts = [*_day_and_place(body), *amounts]
    return f"{body.get('stage') or '–'}  {body['key']} “{body['text']}”{''.join(f', {fact}' for fact in facts if fact)}"


def _day_and_place(body: Mapping[str, Any]) -> tuple[str | None, str | None]:
    day, place = body.get("date") or {}, body.get("place") or {}
    return day.get("edtf"), place.get("name") or place.get("country")


_WORDS = {
    "position": position_words,
    "flow": flow_words,
    "leverage": leverage_words,
    "narrative": _narrative_words,
    "forum": _forum_words,
    "instrument": _instrument_words,
}


def _side(body: Mapping[str, Any], field: str) -> str:
    return _party(body[field]) if body.get(field) else "?"


def _party(participant: Mapping[str, Any]) -> str:
    return str(participant["party"] or participant["name"] or "?")


def dossier_values(dossier: Dossier, *, with_text: bool) -> dict[str, Any]:
    """Return all that is known of an article as plain values; docs/project.md describes the keys."""
    version = dossier.version
    known = "id title published published_at outlet url language author section wire kind sha256".split()
    values: dict[str, Any] = {
        "article": version.article,
        "key": dossier.key,
        "version": {name: getattr(version, name) for name in known},
        "versions": [v.id for v in dossier.versions],
        "sightings": [{"source": s.source, "facts": s.facts, "issues": s.issues} for s in dossier.sightings],
        "copies": [{name: getattr(c, name) for name in c.__slots__} for c in dossier.copies],
        "group": dossier.group,
        "issues": list(issues_of(dossier)),
        "reading": None,
        "records": [_record_values(record) for record in dossier.view.records],
        "stale": [{"judgement": s.judgement.id, "reason": s.reason} for s in dossier.view.stale],
    }
    if dossier.reading is not None:
        made = dossier.reading
        values["reading"] = {"id": made.id, "extractor": made.extractor, "model": made.model}
        values["reading"]["vocabulary"] = made.vocabulary
    if with_text:
        values["text"] = dossier.text
    return values


def _record_values(record: EffectiveRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.kind,
        "origin": record.origin,
        "state": record.state,
        "corrected": list(record.corrected),
        "judgements": list(record.judgements),
        "notes": list(record.notes),
        "body": record.body,
    }
