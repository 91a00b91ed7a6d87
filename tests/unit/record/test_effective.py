"""Judgements: what they do to the view, how they outlive readings and versions, and how they are taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import TEXT, arrival, body_of, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.project.judging import Judging
from onrecord.record.rows import EffectiveRecord, Filters
from onrecord.record.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.record.rows import Dossier

LONGER = "Updated on Tuesday.\n\n" + TEXT.replace("on Friday", "later this week")
GONE = "Ships wait outside the harbour."


def dossier(store: Store) -> Dossier:
    """Return the one article of a store."""
    (hit,) = store.search("", Filters()).hits
    return store.dossier(hit.article)


def visit(store: Store) -> EffectiveRecord:
    """Return the planned visit as it stands."""
    found = [r for r in dossier(store).view.of("event") if r.body["trigger"]["text"] == "visit"]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def judging(store: Store, fill: Callable[..., str]) -> Judging:
    """Return the decisions of somebody on a store with one article."""
    fill()
    return Judging(store, "ada")


def test_accept_reject_correct(store: Store, judging: Judging) -> None:
    """The last decision tells where a record stands; a rejected one is shown and not found."""
    judging.accept(visit(store).id)
    assert visit(store).state == "accepted"
    judging.correct(visit(store).id, "status", "cancelled", "called off")
    assert (visit(store).state, visit(store).body["status"]) == ("corrected", "cancelled")
    assert (visit(store).corrected, visit(store).notes) == (("status",), ("called off",))
    assert store.search("", Filters(status="cancelled")).total == 1
    judging.reject(visit(store).id)
    assert visit(store).state == "rejected"
    assert store.search("", Filters(status="cancelled")).total == 0


def test_machine_layer_is_untouched(store: Store, judging: Judging) -> None:
    """A correction changes what stands, not what the machine said."""
    judging.correct(visit(store).id, "actors", "PER, NOR")
    made = dossier(store).reading
    assert made is not None
    assert made.body == body_of(TEXT)
    assert [p["party"] for p in visit(store).body["actors"]] == ["PER", "NOR"]


@pytest.mark.parametrize(
    ("field", "words"),
    [("status", "perhaps"), ("type", "VISIT"), ("actors", "Norway"), ("date", "soon"), ("colour", "red")],
)
def test_wrong_values_are_refused(store: Store, judging: Judging, field: str, words: str) -> None:
    """A field takes only what it can hold, and nothing is kept otherwise."""
    with pytest.raises(UsageError):
        judging.correct(visit(store).id, field, words)
    assert store.counts().judgements == 0


def test_survives_another_reading(store: Store, judging: Judging) -> None:
    """A newer extractor has other ids; the judgement finds its record by the words."""
    old = visit(store).id
    judging.correct(old, "status", "possible")
    (version,) = (dossier(store).version.id,)
    store.keep_reading(reading(version, TEXT, extractor="hand-2"))
    assert visit(store).id != old
    assert visit(store).body["status"] == "possible"
    assert dossier(store).view.stale == ()


def test_survives_another_version(store: Store, judging: Judging, fill: Callable[..., str]) -> None:
    """The text changes around the words; the judgement waits until it is read, then holds."""
    judging.correct(visit(store).id, "status", "possible")
    store.add([arrival(text=LONGER)])
    assert [s.reason for s in dossier(store).view.stale] == ["not-read"]
    store.keep_reading(reading(dossier(store).version.id, LONGER))
    assert visit(store).body["status"] == "possible"
    assert dossier(store).view.stale == ()


def test_stale_is_shown(store: Store, judging: Judging, fill: Callable[..., str]) -> None:
    """A judgement whose words are gone is stale, kept and listed; with the old text it would hold again."""
    judging.accept(visit(store).id)
    fill(GONE)
    assert [(s.reason, s.judgement.by) for s in store.stale()] == [("no-place", "ada")]
    assert [s.reason for s in dossier(store).view.stale] == ["no-place"]


def test_record_no_machine_finds_any_more(store: Store, judging: Judging) -> None:
    """Where a new reading has no record on the words, the judgement is stale for that reason."""
    judging.accept(visit(store).id)
    empty: dict[str, Any] = {"events": [], "attributions": [], "evaluations": []}
    store.keep_reading(reading(dossier(store).version.id, TEXT, extractor="hand-2", body=empty))
    assert [s.reason for s in store.stale()] == ["no-record"]


def test_added_record(store: Store, judging: Judging, fill: Callable[..., str]) -> None:
    """A record a person adds stands beside the machine's, can be judged, and moves with the text."""
    article = dossier(store).version.article
    made = judging.add(article, "event", "fishing accord", {"type": "AGREE", "actors": "PER NOR"}, "was missed")
    added = next(r for r in dossier(store).view.records if r.origin == "human")
    assert (added.id, added.body["type"], added.notes) == (made.id, "AGREE", ("was missed",))
    judging.correct(added.id, "status", "denied")
    assert store.search("", Filters(dyad="NOR-PER", type="AGREE", status="denied")).total == 1
    fill(LONGER)
    moved = next(r for r in dossier(store).view.records if r.origin == "human")
    assert moved.body["trigger"]["start"] == LONGER.index("fishing accord")
    assert moved.body["status"] == "denied"


def test_added_on_one_place_only(store: Store, judging: Judging) -> None:
    """A quote must stand in the text, and once."""
    article = dossier(store).version.article
    for quote, told in (("Norw", "more than once"), ("not there at all", "does not stand")):
        with pytest.raises(UsageError, match=told):
            judging.add(article, "event", quote, {"type": "AGREE"})


def test_undo_and_undo_of_undo(store: Store, judging: Judging) -> None:
    """An undo takes back the last judgement and is itself kept; an undo can be undone."""
    judging.accept(visit(store).id)
    made = judging.correct(visit(store).id, "status", "denied")
    taken, undoing = judging.undo()
    assert taken.id == made.id
    assert (visit(store).state, visit(store).body["status"]) == ("accepted", "scheduled")
    judging.undo(undoing.id)
    assert visit(store).body["status"] == "denied"
    assert store.counts().judgements == 4


def test_nothing_to_undo(store: Store) -> None:
    """Texts and readings are never taken away."""
    with pytest.raises(UsageError, match="nothing to take back"):
        Judging(store, "ada").undo()


def test_type_corrected_twice(store: Store, judging: Judging) -> None:
    """A record is found by what the machine said of it, whatever it was corrected to since."""
    judging.correct(visit(store).id, "type", "SUPPORT")
    judging.correct(visit(store).id, "mode", "visit")
    store.keep_reading(reading(dossier(store).version.id, TEXT, extractor="hand-2"))
    assert (visit(store).body["type"], visit(store).body["mode"]) == ("SUPPORT", "visit")


PIECES = ("Peru signed a treaty.", "The visit was put off, he said.", "Rain fell.", "Norway will visit Peru, she said.")
ARTICLES = st.lists(
    st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)), min_size=1, max_size=7
)


@given(articles=ARTICLES, data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_order_gives_the_same(
    articles: list[tuple[str, list[str]]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Adding in any order, in any batches, and again, gives the same store; versions of an article have their days."""
    days: dict[str, int] = {}
    items = []
    for name, pieces in articles:
        days[name] = days.get(name, 0) + 1
        text = " ".join(pieces)
        items.append(arrival(f"https://x.example/{name}", text, published=date(2024, 1, days[name]), source=name))
    shuffled = data.draw(st.permutations(items))
    digests = set()
    for run, order in enumerate((items, shuffled, [*shuffled, *items])):
        size = data.draw(st.integers(1, 4))
        with Store.create(tmp_path_factory.mktemp("any") / f"{run}.db") as store:
            for start in range(0, len(order), size):
                store.add(order[start : start + size])
            for version in store.unread("hand-1"):
                store.keep_reading(reading(version.id, store.text_of(version)))
            digests.add(store.digest())
    assert len(digests) == 1
