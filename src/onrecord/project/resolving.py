"""Bring claims of the store and the rules of resolution together, a bounded number of articles at a time.

Each step is one transaction: the claims of some articles are made anew, matched with those near them, and the events
of every component they touch are made anew. Killed between steps, the next call goes on; the result depends only on
what stands, not on the order or the size of the steps. At the end the ledger, and what is told of forums and
instruments, are brought up to date with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.project.ledgering import bring_up_to_date
from onrecord.project.proceedings import keep_told
from onrecord.record.claiming import claims_of_version
from onrecord.record.happenings import claim_at
from onrecord.resolve.events import Decisions, link, pair, resolve
from onrecord.resolve.similarity import window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.record.happenings import SameEvent
    from onrecord.record.resolution import Resolutions, Standing, Step
    from onrecord.types.claim import Claim

STEP = 50


@dataclass(frozen=True, slots=True)
class ResolveResult:
    """What resolving did: articles whose claims were made anew, and claims and events there are now in all."""

    articles: int = 0
    claims: int = 0
    events: int = 0


def resolve_pending(store: Resolutions, watch: Callable[[int, int], None]) -> int:
    """Resolve all articles that wait; calls `watch(done, in all)` after each step. Returns how many there were."""
    total = store.waiting()
    done = 0
    # asked before the write lock is taken: where nothing waits, a store nobody may write answers too
    while store.waiting():
        with store.step() as step:
            articles = step.pending(STEP)
            if articles:
                _resolve(step, articles)
        done += len(articles)
        watch(done, max(total, done))
    bring_up_to_date(store, lambda: watch(done, max(total, done)))
    keep_told(store, lambda: watch(done, max(total, done)))
    return done


def _resolve(step: Step, articles: Iterable[str]) -> None:
    made: list[Claim] = []
    for article in articles:
        standing = step.standing(article)
        found = claims_in(standing) if standing else ()
        step.replace(article, [(claim, window(claim)) for claim in found])
        made.extend(found)
    windows = [(claim, window(claim)) for claim in made]
    step.keep_links(link(made, [c for c in step.near(windows) if c.id not in {m.id for m in made}]))
    decided = _decisions(step)
    start = {*step.without_event(), *(claim.id for claim in made)}
    ids, matches = step.component(start, decided.same)
    step.forget_events(sorted(ids))
    claims = step.claims(ids)
    known = {claim.id for claim in claims}
    step.keep_events(resolve(claims, _among(decided, known), matches).events)


def claims_in(standing: Standing) -> tuple[Claim, ...]:
    """Return the claims of what stands for an article; their ids are those of the effective records."""
    records = [record for record in standing.view.records if record.state != "rejected"]
    attributions = [record.body for record in records if record.kind == "attribution"]
    events = [{**record.body, "id": record.id} for record in records if record.kind == "event"]
    return claims_of_version(standing.version, standing.group, standing.text, attributions, events)


def _decisions(step: Step) -> Decisions:
    """Return what people decided, on the claims at the places they spoke of; the last word on a pair holds."""
    last: dict[tuple[str, str], str] = {}
    for said in step.decisions():
        key = _claims_meant(step, said)
        if key is not None:
            last[key] = said.verdict
    return Decisions(
        same=frozenset(key for key, verdict in last.items() if verdict == "same"),
        different=frozenset(key for key, verdict in last.items() if verdict == "different"),
    )


def _claims_meant(step: Step, said: SameEvent) -> tuple[str, str] | None:
    one = claim_at(said.one, step.claims_of(said.one.article))
    other = claim_at(said.other, step.claims_of(said.other.article))
    return pair(one.id, other.id) if one and other and one.id != other.id else None


def _among(decided: Decisions, known: set[str]) -> Decisions:
    def within(pairs: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        return frozenset(key for key in pairs if known.issuperset(key))

    return Decisions(within(decided.same), within(decided.different))
