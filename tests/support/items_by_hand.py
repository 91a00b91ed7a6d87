"""Items of an export built by hand, with what a test leaves out filled in; every text is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.project.outgoing import ArticleItem, EventItem, ExpectationItem, Header
from onrecord.record.rows import Anchor, EffectiveRecord, Judgement

TODAY = date(2024, 6, 1)
HEADER = Header("Fjord & Andes <watch>", "0.1.0", 1, (), {"dyad": "NOR-PER"}, TODAY)
# what a hostile text would try in every format at once
HOSTILE = (
    "</script><img src=x onerror=alert(1)>\"'&]]>\r\nBEGIN:VEVENT\x00\x1b[31m\u202e\ud800 =1+1 \u2028"
    " | `x` [a](javascript:b)"
)
TEXT = "Lima 🐟 talks. Norway and Peru signed a trout accord in Lima, the Norwegian fisheries ministry said."


def source(**given: Any) -> dict[str, Any]:
    """Return a source: the Norwegian fisheries ministry."""
    known = {"type": "institution", "party": "NOR", "name": "Ministry of Fisheries", "office": None}
    return {**known, "words": "the Norwegian fisheries ministry", "quoted": [], **given}


def telling(identity: str = "c1", **given: Any) -> dict[str, Any]:
    """Return a telling of an event in the article "a1" of the Example Post."""
    known: dict[str, Any] = {
        "id": identity,
        "article": "a1",
        "version": "v1",
        "group": "g1",
        "title": "Trout accord signed",
        "url": "https://post.example/trout",
        "outlet": "Example Post",
        "wire": None,
        "published": "2024-05-06",
        "status": "occurred",
        "state": "unreviewed",
        "source": source(),
        "chain": [],
        "sentence": "Norway and Peru signed a trout accord in Lima, the Norwegian fisheries ministry said.",
        "span": {"start": 31, "end": 37, "text": "signed"},
        "event": {},
        "attributions": [],
    }
    return known | given


def event(identity: str = "e1", **given: Any) -> EventItem:
    """Return an event: Norway and Peru sign an accord in Lima on 5 May 2024, told once."""
    known: dict[str, Any] = {
        "id": identity,
        "type": "AGREE",
        "mode": None,
        "contexts": ["economic"],
        "actors": ["NOR"],
        "recipients": ["PER"],
        "dyads": ["NOR-PER"],
        "status": "occurred",
        "statuses": {"occurred": 1},
        "first": "2024-05-05",
        "last": "2024-05-05",
        "country": "PER",
        "place": "Lima",
        "latitude": -12.05,
        "longitude": -77.04,
        "told_first": "2024-05-06",
        "told_last": "2024-05-06",
        "articles": 1,
        "copies": 1,
        "texts": 1,
        "reports": 1,
        "origins": 1,
        "origins_denying": 0,
        "grade": "6",
        "grounds": ["one telling; nothing to compare it with"],
        "conflicts": [],
        "denied": None,
        "announced": None,
        "tellings": [telling("c1" if identity == "e1" else f"c-{identity}")],
    }
    values = known | given
    return EventItem(identity, {"told": chain(values["tellings"]), **values})


def chain(tellings: list[dict[str, Any]], **given: Any) -> dict[str, Any]:
    """Return a chain in which every telling is an origin of its own."""
    reports, found = [], []
    for one in tellings:
        who = {"source_type": one["source"]["type"], "party": one["source"]["party"]}
        report = {"id": f"r-{one['id']}", "group": one["group"], "articles": [one["article"]], **who}
        reports.append(report | {"outlets": [one["outlet"]], "source": "somebody", "claims": [one["id"]]})
        label = one["source"]["name"] or one["source"]["words"]
        found.append({"id": f"o-{one['id']}", "label": label, "reports": [report["id"]], "ties": [], **who})
    found = [{**origin, "circular": False} for origin in found]
    known = {"copies": len({one["article"] for one in tellings}), "texts": len({one["group"] for one in tellings})}
    advice = f"one origin: {found[0]['label']}. A second would be a witness." if len(found) == 1 else ""
    return {**known, "reports": reports, "origins": found, "circles": [], "advice": advice, **given}


def hostile_event() -> EventItem:
    """Return an event whose every word from outside is hostile."""
    bad = {"title": HOSTILE, "outlet": HOSTILE, "sentence": HOSTILE, "url": "javascript:alert(1)"}
    said = telling("c-e2", source=source(name=HOSTILE, words=HOSTILE, office=HOSTILE, type="named_person"), **bad)
    return event("e2", place=HOSTILE, latitude=None, longitude=None, tellings=[said])


def expectation(identity: str = "x1", **given: Any) -> ExpectationItem:
    """Return a line of the ledger: a visit of Norway to Peru is scheduled for 10 and 11 June 2024."""
    state, decisions = given.pop("state", "open"), given.pop("decisions", [])
    known: dict[str, Any] = {
        "id": identity,
        "event": "e9",
        "kind": "scheduled",
        "type": "CONSULT",
        "mode": "visit",
        "actors": ["NOR"],
        "recipients": ["PER"],
        "claims": [identity],
        "sources": [source()],
        "told": "2024-05-06",
        "horizon": {"first": "2024-06-10", "last": "2024-06-11", "basis": "told"},
        "words": "The minister will visit Lima; trout, perch and pike are on the table.",
        "condition": None,
    }
    values = {"expectation": known | given, "state": state, "proposal": None, "decisions": decisions}
    return ExpectationItem(identity, values)


def words(quote: str, text: str = TEXT) -> dict[str, Any]:
    """Return the span of a quote."""
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


def records() -> tuple[EffectiveRecord, ...]:
    """Return what stands in the text: who says so, the accord, and an evaluation somebody rejected."""
    said = {
        "id": "s1",
        "source": words("the Norwegian fisheries ministry"),
        "source_type": "institution",
        "source_party": "NOR",
        "source_name": None,
        "cue": words("said"),
        "cue_class": "neutral",
        "content": [words("Norway and Peru signed a trout accord in Lima")],
        "parent": None,
    }
    sides = [{"party": "NOR", "mention": words("Norway")}, {"party": "PER", "mention": words("Peru")}]
    sides = [{"name": None, "role": None, **side} for side in sides]
    act = {
        "id": "e1",
        "trigger": words("signed"),
        "type": "AGREE",
        "mode": None,
        "actors": sides,
        "recipients": [],
        "status": "occurred",
        "date": {
            "start": "2024-05-05",
            "end": "2024-05-05",
            "edtf": "2024-05-05",
            "basis": "explicit",
            "mention": None,
        },
        "place": {"country": "PER", "name": "Lima", "latitude": -12.05, "longitude": -77.04, "mention": words("Lima")},
        "attribution": "s1",
        "why": ["agree.sign"],
    }
    wording = {**words("talks"), "kind": "loaded", "voice": "own", "why": "test"}
    return (
        EffectiveRecord("r1", "attribution", 0, "machine", "unreviewed", said),
        EffectiveRecord("r2", "event", 0, "machine", "corrected", act, ("j1", "j2"), ("status",)),
        EffectiveRecord("r3", "evaluation", 0, "machine", "rejected", wording, ("j3",)),
    )


def judgements() -> tuple[Judgement, ...]:
    """Return what people decided on these records."""
    on = Anchor("signed")
    at = "2024-05-07T0{}:00:00+00:00"
    return (
        Judgement("j1", "a1", "event", "correct", on, "Ida", at.format(1), "r2", "status", "occurred", why="seen"),
        Judgement("j2", "a1", "event", "note", on, "Ole <b>", at.format(2), "r2", why="ask them"),
        Judgement("j3", "a1", "evaluation", "reject", Anchor("talks"), "Ida", at.format(3), "r3"),
    )


def article(identity: str = "a1", text: str = TEXT, **given: Any) -> ArticleItem:
    """Return an article of the Example Post with these records."""
    meta = {"title": "Trout accord signed", "outlet": "Example Post", "published": "2024-05-06", "published_at": None}
    meta |= {"url": "https://post.example/trout", "language": "en", "author": None, "section": None, "wire": None}
    known: dict[str, Any] = {
        "version": f"v-{identity}",
        "key": "https://post.example/trout",
        "group": f"g-{identity}",
        "meta": {**meta, "kind": "text", "sha256": "0" * 64},
        "text": text,
        "record": None,
        "standing": records(),
        "read": None,
        "provenance": {"extractor": "onrecord-0.1.0", "model": "none-1", "vocabulary": "abcd"},
        "judgements": judgements(),
    }
    return ArticleItem(identity, **(known | given))
