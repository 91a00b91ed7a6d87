"""Syndication: copies are told from texts that only follow the same form."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document.shingles import RUN, runs_of, shingled, words_of
from onrecord.document.syndication import CopyReason, copy_reason, group, may_be_copies, shared_share, signature

LEAD = (
    "The foreign ministers of Aldovia and Brunzik met on the island of Tern on Monday to end a quarrel over herring "
    "quotas that has kept their fishing fleets in port since the spring."
)
MIDDLE = (
    "Minister Orla Venn said after the talks that both sides would send experts to count the stocks before any boat "
    "sails again. Her colleague Piet Harsma called the meeting useful, though he warned that the harbour towns could "
    "not wait for another season. Diplomats in the room described the mood as cold at first and warmer after lunch."
)
TAIL = (
    "The quarrel began when coastguards of Brunzik boarded 14 trawlers in April and took their nets. Aldovia answered "
    "by closing its ports to refrigerated lorries. A joint committee of the two countries last sat 6 years ago, and "
    "its minutes were never published. Fishermen on both coasts have since sold their quotas to larger companies."
)
STORY = f"{LEAD}\n\n{MIDDLE}\n\n{TAIL}"
OTHER = (
    "Engineers in the mountain republic of Quill have opened the longest cable railway of the continent. It carries "
    "grain from the high villages to the river, where barges take over. The government hopes that the line will pay "
    "for itself within ten years, if the price of wheat holds and the winters stay mild. Critics point to the debts "
    "of the builders and to the two accidents during the trials, which the ministry has never explained in full."
)


def joined(a: str, b: str) -> str | None:
    reason = copy_reason(a, b)
    return reason.kind if reason and reason.joins else None


@pytest.mark.parametrize(
    "copy",
    [
        STORY.upper(),
        STORY.replace("\n\n", "\n"),
        f"TERN, May 5 (AP) — {STORY}",
        f"By Jo Smith\n\n{STORY}\n\nSubscribe to our newsletter",
        f"{STORY}\n\n© 2021 The Associated Press. All rights reserved.",
        STORY.replace("Brunzik", "Brunzík"),
        STORY.replace(" ", "\u00a0"),
    ],
)
def test_what_an_outlet_puts_around_a_text_is_no_difference(copy: str) -> None:
    assert copy_reason(STORY, copy) == CopyReason("same text", 1.0, 1.0, joins=True)


def test_light_edits_are_a_copy_with_edits() -> None:
    edited = STORY.replace("quarrel", "dispute").replace("useful, though he warned", "good but cautioned")
    assert joined(STORY, edited) == "copy with edits"


def test_a_cut_tail_is_contained_and_joins() -> None:
    reason = copy_reason(STORY, f"{LEAD}\n\n{MIDDLE}")
    assert reason
    assert (reason.kind, reason.joins, reason.share_ba) == ("contained", True, 1.0)
    assert 0.4 < reason.share_ab < 0.8


def test_an_added_lead_joins() -> None:
    assert joined(STORY, "Herring is back on the table in the northern sea, and so are old grudges.\n\n" + STORY)


def test_moved_passages_join() -> None:
    assert joined(STORY, f"{LEAD}\n\n{TAIL}\n\n{MIDDLE}")


def test_a_brief_from_the_front_joins_and_one_from_within_is_only_contained() -> None:
    long = "\n\n".join((STORY, OTHER, OTHER.replace("grain", "salt").replace("river", "lake")))
    brief, within = f"{LEAD} {MIDDLE}", TAIL
    assert joined(long, brief) == "contained"
    reason = copy_reason(long, within)
    assert reason
    assert (reason.kind, reason.joins) == ("contained", False)


def test_stories_of_a_round_up_do_not_become_one() -> None:
    round_up = f"{OTHER}\n\n{STORY}"
    texts = {"1": STORY, "2": OTHER, "3": round_up}
    groups = group(texts, [(one, "3") for one in ("1", "2") if joined(texts[one], round_up)])
    assert groups["1"] != groups["2"]


READOUT = (
    "Minister Venn spoke today with the foreign minister of {country}, {name}. The Minister thanked {name} for the "
    "hospitality of {country} and stressed that the partnership between Aldovia and {country} rests on shared values, "
    "open trade and the rule of law. The two ministers discussed the security of shipping and agreed to stay in close "
    "touch. The Minister repeated the support of Aldovia for the sovereignty of {country} within its borders."
)


def test_releases_that_share_a_formula_stay_apart() -> None:
    one = READOUT.format(country="Brunzik", name="Harsma")
    other = READOUT.format(country="Quill", name="Dorrin")
    assert min(shared_share(one, other)) > 0.5
    assert joined(one, other) is None


def test_notices_that_differ_in_their_dates_stay_apart() -> None:
    notice = (
        "On {day} at {hour} the spokesperson of the Ministry of Aldovia holds the weekly briefing for the press. Those "
        "who wish to attend register by noon of the day before with the press office and bring the card of their "
        "newsroom. The briefing is shown on the page of the Ministry and a transcript follows within 24 hours."
    )
    assert joined(notice.format(day="3 May", hour="11.30"), notice.format(day="17 June", hour="12.15")) is None


def test_stock_lines_are_no_reports() -> None:
    line = "Follow us for the latest from the region and beyond"
    assert copy_reason(line, line) is None


@pytest.mark.parametrize("text", ["", " \n ", "…", "—"])
def test_a_text_without_words_is_nobodys_copy(text: str) -> None:
    found = signature(text)
    assert (found.minhash, found.bands, found.shingles) == (b"", (), 0)
    assert not may_be_copies(found, signature(STORY))
    assert copy_reason(text, STORY) is None
    assert shared_share(text, STORY) == (0.0, 0.0)


def test_signatures_are_the_same_in_another_process() -> None:
    code = "import sys; from onrecord.document.syndication import signature as s; print(s(sys.stdin.read()))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=STORY,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }
    assert printed == {f"{signature(STORY)}\n"}


def test_the_scheme_of_signatures_is_unchanged() -> None:
    # Stored signatures must meet new ones: where this fails, raise SCHEME, and projects sign their texts again.
    found = signature("the quick brown fox jumps over the lazy dog")
    assert (found.shingles, len(found.bands), len(found.minhash)) == (5, 64, 512)
    assert found.bands[:2] == (82559479348827, 145596209695816)


def test_copies_share_bands_and_pass_by_their_signatures() -> None:
    one, other = signature(STORY), signature(f"{LEAD}\n\n{MIDDLE}")
    assert set(one.bands) & set(other.bands)
    assert may_be_copies(one, other)
    assert not may_be_copies(one, signature(OTHER))


@pytest.mark.timeout(20)
def test_a_text_that_repeats_itself_takes_no_time() -> None:
    line = "the same seven words once again here "
    assert copy_reason(line * 9_000, line.replace("same", "very") + line * 9_000) is not None


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert len(words_of("外交部长会晤")) == 6


WORDS = st.lists(st.sampled_from("red green blue tall wide Rome 12 fast".split()), max_size=90).map(" ".join)


@given(WORDS, WORDS)
def test_decisions_are_symmetric(a: str, b: str) -> None:
    there, back = copy_reason(a, b), copy_reason(b, a)
    assert (there is None) == (back is None)
    if there and back:
        assert back == CopyReason(there.kind, there.share_ba, there.share_ab, joins=there.joins)
    one, other = signature(a), signature(b)
    assert may_be_copies(one, other) == may_be_copies(other, one)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_taken_and_shares_are_shares(a: str, b: str) -> None:
    assert all(0 <= share <= 1 for share in shared_share(a, b))
    assert signature(a) == signature(a)
    if words_of(a).size:
        assert len(runs_of(words_of(a))) == max(1, len(words_of(a)) - RUN + 1)
    if shingled(a).words.size:
        assert shared_share(a, a) == (1.0, 1.0)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_groups_do_not_depend_on_order(pairs: list[tuple[int, int]]) -> None:
    ids = list(range(13))
    expected = group(ids, pairs)
    turned = [(b, a) for a, b in reversed(pairs)]
    assert group(reversed(ids), turned) == expected
    assert all(one >= top and expected[top] == top for one, top in expected.items())


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))), st.integers(0, 40))
def test_groups_can_be_added_to(pairs: list[tuple[int, int]], cut: int) -> None:
    before = group(range(13), pairs[:cut])
    assert group(range(13), [*before.items(), *pairs[cut:]]) == group(range(13), pairs)


def test_equal_words_have_equal_numbers_wherever_they_stand() -> None:
    assert np.array_equal(words_of("Peace, they said"), words_of("«PEACE» THEY SAID"))
