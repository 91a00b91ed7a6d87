"""Comparisons of coverages built by hand: counts and their least, terms, roles, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.query.contrast import LEAST_WORDS, Told, contrast
from onrecord.query.terms import distinctive_terms
from onrecord.types.claim import Claim, ClaimSource

FILLER = "the and of in on to from with by at " * 60
LONG = (FILLER, FILLER)


def claim(identity: str, event: str, outlet: str, *, actors: str = "PER", to: str = "CHL") -> Claim:
    """Return a claim of the reporter on a named event."""
    return Claim(
        id=identity,
        event=event,
        version="v",
        article=f"{outlet}-a",
        group="g",
        outlet=outlet,
        wire=None,
        published=None,
        type="CONSULT",
        mode="visit",
        status="occurred",
        actors=(actors,),
        recipients=(to,),
        source=ClaimSource("reporter"),
        sentence=f"The sentence of {event}.",
        trigger="visit",
    )


def told(article: str, outlet: str, text: str, **given: Any) -> Told:
    """Return an article with nothing found in it but what is given."""
    empty: dict[str, Any] = {"attributions": (), "evaluations": (), "narratives": (), "claims": (), "events": {}}
    return Told(article, outlet, text, **(empty | given))


def evaluation(kind: str = "loaded", voice: str = "own", at: int = 0) -> dict[str, Any]:
    """Return an evaluation as plain values."""
    return {"kind": kind, "voice": voice, "start": at, "end": at + 3}


def saying(start: int, end: int, side: str = "PER", form: str = "unnamed", quote: str = "indirect") -> dict[str, Any]:
    """Return an attribution as plain values."""
    content = [{"start": start, "end": end}]
    return {"source_party": side, "source_type": form, "quote": quote, "content": content, "continues": None}


def test_own_voice_is_counted_per_thousand_words() -> None:
    """Only the outlet's own voice counts, marks of distance apart."""
    found = (evaluation(), evaluation("motive"), evaluation("distance"), evaluation(voice="attributed"))
    (group,) = contrast([told(f"a{i}", "Wire", FILLER, evaluations=found) for i in range(2)], "outlet").groups
    assert (group.words, group.enough) == (1200, True)
    assert group.evaluations["all"].count == 4
    assert group.evaluations["all"].per_thousand == pytest.approx(3.33)
    assert group.evaluations["distance"].count == 2


@pytest.mark.parametrize("texts", [[FILLER * 3], ["few words", "few words"]])
def test_too_few_articles_or_words_give_no_rate(texts: list[str]) -> None:
    """One long article and two short ones are too few."""
    articles = [told(str(i), "Wire", text, evaluations=(evaluation(),)) for i, text in enumerate(texts)]
    (group,) = contrast(articles, "outlet").groups
    assert not group.enough
    assert group.evaluations["all"].count == len(texts)
    assert group.evaluations["all"].per_thousand is None


def test_any_number_of_groups() -> None:
    """Groups come in order of their words."""
    articles = [told("a", "One", "a b"), told("b", "Two", "a b c"), told("c", "Three", "a")]
    assert [group.name for group in contrast(articles, "outlet").groups] == ["Two", "One", "Three"]


@pytest.mark.parametrize(("by", "name"), [("party", "PER"), ("source-type", "unnamed")])
def test_by_source_takes_what_it_is_told_to_have_said(by: Any, name: str) -> None:
    """The words of the content go to the source, all others to the reporter."""
    text = "Lima said the fish are ours. Nobody asked."
    one = told("a", "Wire", text, attributions=(saying(10, 27),), evaluations=(evaluation(voice="attributed", at=14),))
    groups = {group.name: group for group in contrast([one], by).groups}
    assert (groups[name].words, groups["reporter"].words) == (4, 5)
    assert groups[name].evaluations["all"].count == 1
    assert groups["reporter"].evaluations["all"].count == 0


def test_who_acts_and_who_is_only_described() -> None:
    """Chile is acted on and never speaks; Peru is quoted once."""
    one = told("a", "Wire", "Words.", claims=(claim("c1", "e1", "Wire"),), attributions=(saying(0, 4, quote="direct"),))
    roles = {role.party: role for role in contrast([one], "outlet").roles}
    assert (roles["PER"].agent, roles["PER"].quoted, roles["PER"].only_described) == (1, 1, False)
    assert (roles["CHL"].patient, roles["CHL"].only_described) == (1, True)


def test_what_the_others_tell_alone() -> None:
    """An event one outlet tells is left out by the other."""
    both, alone = claim("c1", "e1", "One"), claim("c2", "e2", "One")
    one = told("a", "One", "Words.", claims=(both, alone), events={"c1": "e1", "c2": "e2"})
    two = told("b", "Two", "Words.", claims=(replace(both, id="c3"),), events={"c3": "e1"})
    (missing,) = contrast([one, two], "outlet").left_out
    assert (missing.group, missing.event, missing.told_by) == ("Two", "e2", ("One",))
    assert missing.sentence == "The sentence of e2."


def test_nothing_to_compare() -> None:
    """No articles, no groups."""
    found = contrast([], "outlet")
    assert (found.groups, found.terms, found.roles, found.left_out) == ((), (), (), ())


def texts(word: str, times: int = 3) -> list[tuple[str, tuple[str, ...]]]:
    """Return two articles that have a word a number of times each."""
    return [(f"{word}{i}", (f"The {word} sailed near Lima. " * times,)) for i in range(2)]


def test_a_term_of_ones_own() -> None:
    """What only one group has is found with a sentence; what both have is not."""
    found = distinctive_terms({"One": texts("flotilla", 8), "Two": texts("convoy", 8)})
    words = {term.words: term for term in found if term.group == "One"}
    assert words["flotilla"].exclusive
    assert words["flotilla"].examples[0][1] == "The flotilla sailed near Lima."
    assert "lima" not in words


def test_a_rare_term_is_none() -> None:
    """Twice is too rare, and so is one article."""
    twice = [("a", ("A flotilla.",)), ("b", ("A flotilla.",))]
    once = [("a", ("A flotilla. " * 9,)), ("b", ("Nothing.",))]
    other = texts("convoy", 40)
    assert [t for t in distinctive_terms({"One": twice, "Two": other}) if t.words == "flotilla"] == []
    assert [t for t in distinctive_terms({"One": once, "Two": other}) if t.words == "flotilla"] == []


def test_one_group_has_no_terms() -> None:
    """There is nothing to differ from."""
    assert distinctive_terms({"One": texts("flotilla", 50)}) == ()


def test_the_least_is_stated() -> None:
    """The comparison says from where on it gives rates."""
    assert contrast([], "outlet").least_words == LEAST_WORDS
