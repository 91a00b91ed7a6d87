"""The articles a comparison is made of: those that tell an event, or any event between two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.query.contrast import Told
from onrecord.record.happenings import EventFilters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.project.project import Project
    from onrecord.record.rows import EffectiveView
    from onrecord.types.claim import ResolvedEvent


def told_of(
    project: Project,
    *,
    event: str | None = None,
    dyad: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[Told, ...]:
    """Return the articles that tell an event (by id) or any event of a dyad, each with all that stands in it.

    An article counts once an outlet, also where it came in several copies. Raises UsageError where neither or both
    are asked for.
    """
    if (event is None) == (dyad is None):
        raise UsageError("compare: name one event (--event ID) or one dyad (--dyad RUS-IND)")
    across = project.across
    if event is not None:
        events: tuple[ResolvedEvent, ...] = (across.event(event),)
    else:
        events = across.events(EventFilters(dyad=dyad, since=since, until=until))
    claims = across.store.claims(claim for found in events for claim in found.claims)
    copies = {(claim.outlet, claim.group): claim.article for claim in sorted(claims, key=lambda c: c.id, reverse=True)}
    return tuple(_told(project, article) for article in sorted(set(copies.values())))


def _told(project: Project, article: str) -> Told:
    store = project.across.store
    dossier = project.show(article)
    claims = store.claims_of_article(article)
    body: Mapping[str, Any] = dossier.reading.body if dossier.reading is not None else {}
    return Told(
        article,
        dossier.version.outlet,
        dossier.text,
        tuple(_standing(dossier.view, "attribution")),
        tuple(_standing(dossier.view, "evaluation")),
        tuple(body.get("narratives", ())),
        claims,
        {claim.id: found.id for claim in claims if (found := store.event(claim.id)) is not None},
    )


def _standing(view: EffectiveView, kind: str) -> Iterator[Mapping[str, Any]]:
    """Yield what stands of a kind, without what a person rejected."""
    return (record.body for record in view.of(kind) if record.state != "rejected")
