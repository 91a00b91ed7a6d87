"""Homes: the state of sides that have no party, and the sectors words name. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord import pipeline
from onrecord.types.text import RawItem
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.types.annotation import EventMention, Participant


def _only_event(text: str) -> EventMention:
    (event,) = pipeline.read(RawItem("a sentence", text)).events
    return event


def _told(participant: Participant) -> tuple[str | None, str | None, str | None]:
    return participant.party, participant.home, participant.sector


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Police fired tear gas at students in Lima on Tuesday.", (None, "PER", "COP"), (None, "PER", "EDU")),
        ("Danish police arrested 12 protesters.", ("DNK", None, "COP"), (None, "DNK", "CVL")),
        (
            "Rebels demanded that the government of Chad release two prisoners.",
            (None, "TCD", "REB"),
            ("TCD", None, "GOV"),
        ),
    ],
)
def test_side_within_a_state_has_its_home(text: str, actor: tuple[str, ...], recipient: tuple[str, ...]) -> None:
    """By the place of the act, by police that act at home, by the government that is opposed."""
    event = _only_event(text)
    assert [_told(p) for p in event.actors] == [actor]
    assert [_told(p) for p in event.recipients] == [recipient]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Militants killed three Danish soldiers.", None),
        ("A roadside bomb killed two Danish soldiers near the Malian city of Gao.", "MLI"),
        ("An anti-Danish newspaper attacked the premier.", None),
    ],
)
def test_who_acts_on_foreigners_is_not_of_their_state(text: str, home: str | None) -> None:
    """An attacker's home is where the attack was, not the state of those attacked; nor of those one is against."""
    (actor,) = _only_event(text).actors
    assert (actor.party, actor.home) == (None, home)


@pytest.mark.parametrize(
    "text",
    [
        "Some allies questioned the ruling of a Peruvian court.",
        "Peru sheltered 200 refugees.",
        "Peru trained rebels.",
        "The doubts worried Peru.",
    ],
)
def test_strangers_and_things_have_no_home(text: str) -> None:
    """Other states, refugees, rebels one helps, and things are not of the only state the sentence names."""
    events = pipeline.read(RawItem("a sentence", text)).events
    assert all(p.home is None for event in events for p in (*event.actors, *event.recipients))


def test_protest_is_against_whom_its_purpose_names() -> None:
    """Who blocks a road to show anger at a state protests against that state, not against the road."""
    events = pipeline.read(
        RawItem("a sentence", "Protesters in Peru blocked a road to condemn the tariffs imposed by Chile.")
    ).events
    assert ["CHL"] in [[p.party for p in event.recipients] for event in events if event.type == "PROTEST"]


def test_withdrawal_from_a_state_is_not_its_own() -> None:
    """Forces withdrawn from a state are of whoever withdraws them; who tells it takes no part."""
    events = pipeline.read(
        RawItem("a sentence", "Norway speeded up the withdrawal of some forces from Chad, according to Peru.")
    ).events
    told = [([p.party for p in e.actors], [p.party for p in e.recipients]) for e in events if e.type == "RETREAT"]
    assert told == [(["NOR"], ["TCD"])]


def test_party_has_no_home() -> None:
    """Whoever acts for a party is known by it; a bare state has no sector, a minister and a soldier have one."""
    event = _only_event("Norwegian soldiers attacked Chad.")
    assert [_told(p) for p in (*event.actors, *event.recipients)] == [("NOR", None, "MIL"), ("TCD", None, None)]


def test_ethnic_group_is_not_of_the_state_it_is_named_after() -> None:
    """ "Ethnic Swedes in Finland" act for Finland or nobody, never for Sweden."""
    event = _only_event("Ethnic Swedes in Finland urged Denmark to help.")
    assert [p.party for p in event.actors] == ["FIN"]


def test_bodies_that_are_willing_are_meant_by_it() -> None:
    """ "It is willing" speaks of the body that says so."""
    events = pipeline.read(RawItem("a sentence", "Norway says it is willing to withdraw its troops from Chad.")).events
    assert all([p.party for p in event.actors] == ["NOR"] for event in events)
    assert events


def test_joint_actors_share_no_recipient() -> None:
    """What two parties agree to do takes no part in it."""
    event = _only_event("Norway and Chad agreed to share weather data.")
    assert ([p.party for p in event.actors], event.recipients) == (["NOR", "TCD"], ())


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Theresa May has held talks with the Norwegian premier.", {"GBR", "NOR"}),
        ("Erdogan will meet his counterpart President Sergio Mattarella of Italy.", {"TUR", "ITA"}),
        ("Norway's President Ola Prova meets the Peruvian minister in Lima on September 4, 2031.", {"NOR", "PER"}),
    ],
)
def test_sides_are_found_behind_months_counterparts_and_captions(text: str, parties: set[str]) -> None:
    """A person called May is no month, a counterpart is the one named beside it, a lone caption is read."""
    events = pipeline.read(RawItem("a sentence", text)).events
    assert parties in [{p.party for p in event.actors} for event in events if event.type == "CONSULT"]


def test_word_is_in_one_sector() -> None:
    """No word of the lexicon stands in two sectors, and rules name sectors that exist."""
    lexicon = load_yaml("lexicons/en/sectors.yml")
    words = [word for group in lexicon["sectors"].values() for word in group]
    assert len(words) == len(set(words))
    assert {*lexicon["opposed"], *lexicon["armed"], *lexicon["ruling"]} <= set(lexicon["sectors"])
