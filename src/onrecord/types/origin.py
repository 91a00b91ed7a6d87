"""Where the tellings of an event come from: copies, reports and independent origins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One text told to the public, however many articles carry it, and one source it names for the event.

    id        of the syndication group, a colon, and a number where the text names several sources
    articles  ids of the articles that carry the text; `outlets` who published them
    source    the source in words ("Ministry of Defence (RUS)", "unnamed (RUS)", "the reporter")
    claims    ids of the claims
    """

    id: str
    group: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    source: str
    source_type: str
    party: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports count as one origin: the rule, and the words or names it rests on."""

    rule: str
    one: str
    other: str
    detail: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that ultimately come from one source, as far as can be told; `ties` say why they are one.

    `circular` is True where its reports cite one another and nothing outside of the circle.
    """

    id: str
    label: str
    source_type: str
    party: str | None
    reports: tuple[str, ...]
    ties: tuple[Tie, ...]
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Copies → reports → independent origins of what is told on one event.

    copies   articles that tell it · texts: syndication groups · origins: independent of one another
    advice   what a further telling would have to be to count as another origin
    """

    copies: int
    texts: int
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    circles: tuple[tuple[str, ...], ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty digit or letter with the grounds it was counted from."""

    mark: str
    reasons: tuple[str, ...]
