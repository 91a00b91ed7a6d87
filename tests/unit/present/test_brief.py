"""The brief of a record built by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.present.brief import print_brief
from onrecord.query.acts import is_international
from onrecord.types.syntax import Syntax

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.types.annotation import SourceType
    from onrecord.types.record import Record

Shown = Callable[[], str]


def test_head_shows_the_headline(record: Record, screen: Console, shown: Shown) -> None:
    """The first line names the headline found in the text, the outlet, the day and the number of sentences."""
    print_brief(record, screen)
    assert shown().startswith("Oslo and Rome agree on fish · Example Wire · published 5 Mar 2024 · 5 sentences")


def test_given_title_first(record: Record, screen: Console, shown: Shown) -> None:
    """A title that was given goes before the headline found."""
    print_brief(replace(record, document=replace(record.document, title="Given title")), screen)
    assert shown().startswith("Given title")


def test_location_without_headline(record: Record, screen: Console, shown: Shown) -> None:
    """Without title and headline, the place it was read from stands at the head."""
    print_brief(replace(record, layout=replace(record.layout, zones=())), screen, location="fish.txt")
    assert shown().startswith("fish.txt")


def test_unknown_date_is_said(record: Record, screen: Console, shown: Shown) -> None:
    """An unknown publication date is said, with what follows from it."""
    print_brief(replace(record, document=replace(record.document, published=None)), screen)
    assert "publication date unknown: relative dates stay open" in shown()


def test_parties_and_people(record: Record, screen: Console, shown: Shown) -> None:
    """Parties are counted and people are shown with office and party."""
    print_brief(record, screen)
    assert "Norway (NOR) 3 · Italy (ITA) 2" in shown()
    assert "Anna Prova, minister, Italy" in shown()


def test_tellings_of_one_act_share_a_line(record: Record, screen: Console, shown: Shown) -> None:
    """Two tellings of the same act share one line, which counts them and names both sources."""
    print_brief(record, screen)
    assert "2 acts between parties, 3 tellings" in shown()
    assert "×2" in shown()
    assert "● Foreign Ministry; ◌ A diplomat" in shown()


def test_unknown_party_is_no_act_between_parties(record: Record, screen: Console, shown: Shown) -> None:
    """An event with one known party stays in the record but is not listed as an act between parties."""
    assert [is_international(event) for event in record.events] == [True, True, True, False]
    print_brief(record, screen)
    assert "assault" not in shown()


def test_only_unnamed(record: Record, screen: Console, shown: Shown) -> None:
    """An act is listed as resting on unnamed sources only if every telling of it does."""
    print_brief(record, screen)
    section = shown().split("ONLY ON UNNAMED")[1].split("IN THE REPORTER'S OWN VOICE")[0]
    assert "possible ITA → NOR consult/visit" in section
    assert "agree/sign" not in section


def test_chain_of_sources(record: Record, screen: Console, shown: Shown) -> None:
    """Where a source speaks within another's words, both are named, the outer one first."""
    print_brief(record, screen)
    assert "◌ A diplomat › ◌ The same diplomat" in shown()


@pytest.mark.parametrize(
    ("outer", "inner", "listed"),
    [
        ("institution", "unnamed", True),
        ("unnamed", "institution", True),
        ("institution", "unspecified", False),
        ("unspecified", "unspecified", True),
        ("media", "named_person", False),
    ],
)
def test_footing_of_a_chain(
    outer: SourceType,
    inner: SourceType,
    listed: bool,  # noqa: FBT001 - a column of the table
    record: Record,
    screen: Console,
    shown: Shown,
) -> None:
    """A chain rests on the unnamed if any link does, and on nobody in particular only if all links do."""
    ministry, diplomat, again = record.attributions
    links = (ministry, replace(diplomat, source_type=outer), replace(again, source_type=inner))
    print_brief(replace(record, attributions=links), screen)
    assert ("ONLY ON UNNAMED" in shown()) is listed


def test_sources_by_footing(record: Record, screen: Console, shown: Shown) -> None:
    """Sources are grouped by footing, those on the record first, with the count of sentences they carry."""
    print_brief(record, screen)
    assert "● on the record: Foreign Ministry 1" in shown()
    assert shown().index("● on the record: ") < shown().index("◌ unnamed: ")
    assert "3 of 5 sentences carry attributed content; 2 are in the reporter's own voice only." in shown()


def test_sources_are_counted(record: Record, screen: Console, shown: Shown) -> None:
    """The ministry, named twice, is one source; beside the unnamed one stand the words that tell its footing."""
    ministry, diplomat, again = record.attributions
    again = replace(ministry, id="att-again", content=again.content, cue=again.cue)
    print_brief(replace(record, attributions=(ministry, diplomat, again)), screen)
    assert "● on the record: Foreign Ministry 2" in shown()
    assert "◌ unnamed: A diplomat (“who asked not to be named”) 1" in shown()
    assert "2 sources; 1 named; 1 unnamed; acts told by one source only: 1" in shown()


def test_source_is_named_best(record: Record, screen: Console, shown: Shown) -> None:
    """An act carried by "it" is shown with the source that "it" stands for; nobody is said to quote oneself."""
    ministry, diplomat, again = record.attributions
    again = replace(ministry, id="att-again", content=again.content, cue=again.cue, parent="att-ministry")
    print_brief(replace(record, attributions=(ministry, diplomat, again)), screen)
    assert "9 May 2024 ● Foreign Ministry ●" in shown()


def test_papers_and_media_are_counted(record: Record, screen: Console, shown: Shown) -> None:
    """Sources that are neither people nor bodies are counted where there are any."""
    ministry, diplomat, again = record.attributions
    paper = replace(ministry, source_type="nonpublic_document")
    outlet = replace(diplomat, source_type="media", source_name="Example Herald")
    print_brief(replace(record, attributions=(paper, outlet, again)), screen)
    assert "3 sources; 0 named; 1 unnamed; 1 papers not public; 1 other media;" in shown()


def test_notes_on_sources(record: Record, screen: Console, shown: Shown) -> None:
    """Reasons for anonymity, sayings without a source and silence are told; footing is not told of those named."""
    ministry, diplomat, again = record.attributions
    reason = replace(diplomat.qualifiers[0], axis="reason", value="policy")
    silent = replace(ministry, content=(), cue_class="declined", qualifiers=(reason,))
    nobody = replace(again, source=None, source_type="unspecified")
    print_brief(replace(record, attributions=(silent, replace(diplomat, qualifiers=(reason,)), nobody)), screen)
    assert "Reasons given for anonymity: “who asked not to be named”" in shown()
    assert "Declined to comment: Foreign Ministry" in shown()
    assert "– no source given: 1" in shown()


def test_no_verdict(record: Record, screen: Console, shown: Shown) -> None:
    """The brief counts; it does not judge."""
    print_brief(record, screen)
    assert not {"good", "bad", "biased", "reliable", "unreliable", "credible"} & set(shown().lower().split())


def test_own_voice_only(record: Record, screen: Console, shown: Shown) -> None:
    """Evaluative wording is listed where it is the reporter's own, not where it is attributed."""
    print_brief(record, screen)
    section = shown().split("IN THE REPORTER'S OWN VOICE")[1].split("DUE")[0]
    assert "“crushing blow” (loaded)" in section
    assert "“may”" not in section


def test_due(record: Record, screen: Console, shown: Shown) -> None:
    """What is open and dated on or after the day of publication is due."""
    print_brief(record, screen)
    assert "DUE 9 May 2024: consult/visit ITA → NOR (possible)" in shown()


def test_an_act_told_twice_is_due_once(record: Record, screen: Console, shown: Shown) -> None:
    """Tellings of one act for the same days are one line, with the surest of their statuses."""
    again = replace(record.events[2], id="again", status="scheduled")
    print_brief(replace(record, events=(*record.events, again)), screen)
    due = shown().split("DUE")[1]
    assert due.count("9 May 2024") == 1
    assert "consult/visit ITA → NOR (scheduled)" in due


def test_past_dates_are_not_due(record: Record, screen: Console, shown: Shown) -> None:
    """What was open before the day of publication is no longer due."""
    last = record.events[2].date
    assert last is not None
    late = replace(record.document, published=last.last.replace(month=6))
    print_brief(replace(record, document=late), screen)
    assert "DUE" not in shown()


def test_issues_are_shown(record: Record, screen: Console, shown: Shown) -> None:
    """What could not be read is said at the top."""
    print_brief(record, screen)
    assert "! decode: read as cp1252" in shown()


def test_unread_text_shows_why(record: Record, screen: Console, shown: Shown) -> None:
    """Of a text that was left unread, the head and the issue are shown and no empty sections."""
    print_brief(replace(record, syntax=Syntax(record.document.text, (), ())), screen)
    assert "! decode" in shown()
    assert "WHAT IS TOLD" not in shown()


def test_nothing_found(record: Record, screen: Console, shown: Shown) -> None:
    """A record without acts between parties says so."""
    print_brief(replace(record, events=()), screen)
    assert "nothing between two parties" in shown()


def test_no_control_characters(record: Record, screen: Console, shown: Shown) -> None:
    """Control characters of a title are not handed to the terminal."""
    print_brief(replace(record, document=replace(record.document, title="A\x1b[2Jb\u202ec")), screen)
    assert shown().startswith("A [2Jb c")


def test_brackets_are_no_markup(record: Record, screen: Console, shown: Shown) -> None:
    """Square brackets of a title are shown as they are."""
    print_brief(replace(record, document=replace(record.document, title="[bold]A[/bold]")), screen)
    assert shown().startswith("[bold]A[/bold]")


def test_why_follows(record: Record, screen: Console, shown: Shown) -> None:
    """With `why`, the reasons follow the brief."""
    print_brief(record, screen, why=True)
    assert shown().index("DUE") < shown().index("WHY")
