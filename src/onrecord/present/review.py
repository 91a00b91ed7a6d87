"""The review queue in the terminal: one record at a time with its sentence, one key a decision."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.errors import UsageError
from onrecord.present.dossiers import print_record, record_words
from onrecord.present.lines import one_line
from onrecord.present.screens import screen_of
from onrecord.present.wording import plain
from onrecord.record.anchors import span_of
from onrecord.record.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import Console

    from onrecord.project.judging import Judging
    from onrecord.project.project import Project
    from onrecord.record.counting import QueueItem
    from onrecord.record.rows import Dossier, EffectiveRecord

AROUND = 200
KEYS = "a accept · r reject · c correct · s skip · q quit"


def print_queue(queue: Iterable[QueueItem], *, as_json: bool) -> None:
    """Print the records that most need a person's eye, and why."""
    for item in queue:
        if as_json:
            sys.stdout.write(one_line(asdict(item)) + "\n")
        else:
            sys.stdout.write(f"{item.record}  {item.why:<14}{plain(item.words)} (article {item.article})\n")


def walk(project: Project, judging: Judging, most: int, ask: Callable[[str], str] | None = None) -> int:
    """Show one record after the other and keep what is decided; returns how many were judged.

    `ask` puts a question and returns the answer; end of input quits. Every decision is kept at once.
    """
    screen = screen_of(sys.stdout)
    answer = ask or _ask
    queue = project.queue(most)
    judged = 0
    try:
        for number, item in enumerate(queue, 1):
            dossier = project.show(item.article)
            record = next((r for r in dossier.view.records if r.id == item.record), None)
            if record is None:
                continue
            screen.print(Text(f"\n{number}/{len(queue)}  {item.why}: {plain(item.words)}", style="bold"))
            _show(dossier, record, screen)
            judged += _decide(judging, record, screen, answer)
    except (EOFError, KeyboardInterrupt, _Quit):
        pass
    words = f"{judged} judged, {len(project.queue(most))} left; next: onrecord log, or onrecord undo"
    screen.print(Text(f"\n{words}" if queue else "nothing to review", style="dim"))
    return judged


class _Quit(Exception):  # noqa: N818 - no error: somebody has done enough
    """Somebody pressed q."""


def _ask(question: str) -> str:
    return input(question)


def _show(dossier: Dossier, record: EffectiveRecord, screen: Console) -> None:
    version = dossier.version
    told = " · ".join(filter(None, (version.title, version.outlet, version.published)))
    screen.print(Text(plain(told), style="dim"), soft_wrap=True)
    print_record(record, screen)
    carrier = next(
        (r for r in dossier.view.of("attribution") if r.body.get("id") == record.body.get("attribution")), None
    )
    if carrier is not None:
        screen.print(Text(f"  according to {plain(record_words(carrier.kind, carrier.body))}", style="dim"))
    span = span_of(record.kind, record.body)
    if span is not None:
        before, after = dossier.text[max(0, span.start - AROUND) : span.start], dossier.text[span.end :][:AROUND]
        line = Text("  …" + " ".join(before.split()) + " ")
        line.append(plain(span.of(dossier.text)), style="bold reverse")
        line.append(" " + " ".join(after.split()) + "…")
        screen.print(line, soft_wrap=True)


def _decide(judging: Judging, record: EffectiveRecord, screen: Console, ask: Callable[[str], str]) -> int:
    while True:
        key = ask(f"{KEYS} > ").strip().lower()[:1]
        if key == "q":
            raise _Quit
        if key == "s":
            return 0
        if key in {"a", "r"}:
            decide = judging.accept if key == "a" else judging.reject
            decide(record.id, ask("why (may be empty) > ").strip() or None)
            return 1
        if key == "c" and _correct(judging, record, screen, ask):
            return 1


def _correct(judging: Judging, record: EffectiveRecord, screen: Console, ask: Callable[[str], str]) -> bool:
    field = ask(f"field ({', '.join(FIELDS[record.kind])}) > ").strip()
    value = ask("value > ").strip()
    try:
        judging.correct(record.id, field, value, ask("why (may be empty) > ").strip() or None)
    except UsageError as error:
        screen.print(Text(str(error), style="red"))
        return False
    return True
