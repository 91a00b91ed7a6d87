"""The commands for people's decisions: judge, review, undo."""

# ruff: noqa: PLC0415
from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import UsageError
from onrecord.present.cli_project import JsonOption, ProjectOption

if TYPE_CHECKING:
    from onrecord.project.judging import Judging
    from onrecord.record.rows import Judgement

JUDGE_EPILOG = """Examples:

  onrecord judge accept 5c1e --why "seen in the communiqué"

  onrecord judge correct 5c1e status cancelled --why "postponed, see the next day"

  onrecord judge correct 5c1e date 2025-12-04/2025-12-05

  onrecord judge reject 5c1e

  onrecord judge add 1f3a event "will visit" type=CONSULT actors=RUS recipients=IND status=scheduled

  onrecord judge correct 7be0 stage signed --why "signed on 4 December"

  onrecord judge add 1f3a position "a permanent seat" holder=IND stance=seeks

  onrecord judge note 5c1e --why "ask the embassy"
"""
REVIEW_EPILOG = """Keys: a accept · r reject · c correct a field · s skip · q quit.

Examples:

  onrecord review

  onrecord review --list --json
"""
UNDO_EPILOG = """Examples:

  onrecord undo

  onrecord undo 9d20 --why "wrong article"
"""
By = Annotated[str | None, typer.Option(help="Who decides; else ONRECORD_USER, or the user of this machine.")]
Why = Annotated[str | None, typer.Option(help="Reason, or the note.")]


def judge(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="accept, reject, correct, add or note.")],
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of the record; for add, of the article.")],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="…", help="For correct: FIELD VALUE. For add: KIND QUOTE and FIELD=VALUE…"),
    ] = None,
    why: Why = None,
    by: By = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide about a record; nothing is overwritten, and the decision outlives new readings and new versions."""
    from onrecord.present.projects import print_judgement
    from onrecord.project.project import Project

    with Project(project) as opened:
        made = _judge(opened.judge(by), action, identity, words or [], why)
    print_judgement(made, as_json=as_json)


def _judge(judging: Judging, action: str, identity: str, words: list[str], why: str | None) -> Judgement:
    if action == "correct" and len(words) == 2:
        return judging.correct(identity, words[0], words[1], why)
    if action == "add" and len(words) >= 2 and all("=" in word for word in words[2:]):
        values = dict(word.split("=", 1) for word in words[2:])
        return judging.add(identity, words[0], words[1], values, why)
    if action in {"correct", "add"}:
        raise UsageError(f"{action} takes more than that; see the examples of onrecord judge --help")
    if words:
        raise UsageError(f"{action} takes no more than an id; give a reason with --why")
    if action == "accept":
        return judging.accept(identity, why)
    if action == "reject":
        return judging.reject(identity, why)
    if action == "note":
        return judging.note(identity, why or "")
    raise UsageError(f"{action!r} is nothing one can decide; write accept, reject, correct, add or note")


def undo(
    judgement: Annotated[
        str | None, typer.Argument(metavar="ID", help="Which judgement; by default the last one.")
    ] = None,
    why: Why = None,
    by: By = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back a judgement; both stay in the log, and an undo can be undone."""
    from onrecord.present.projects import print_judgement
    from onrecord.project.project import Project

    with Project(project) as opened:
        taken_back = opened.undo(judgement, by=by, why=why)
    print_judgement(taken_back, as_json=as_json, taken_back=True)


def review(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many records at most.")] = 50,
    only_list: Annotated[bool, typer.Option("--list", help="Print the queue instead of walking through it.")] = False,
    by: By = None,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> None:
    """Walk through the records that most need a person's eye: conflicts, single weak sources, gaps."""
    from onrecord.present.review import print_queue, walk
    from onrecord.project.project import Project

    with Project(project) as opened:
        if only_list or as_json:
            print_queue(opened.queue(limit), as_json=as_json)
        else:
            walk(opened, opened.judge(by), limit)


def register(app: typer.Typer) -> None:
    """Put the commands into the command line."""
    app.command(epilog=JUDGE_EPILOG)(judge)
    app.command(epilog=REVIEW_EPILOG)(review)
    app.command(epilog=UNDO_EPILOG)(undo)
