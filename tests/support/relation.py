"""A project on the relation of two parties, read by hand: a visit planned, told, denied; a protest; plans far ahead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from arrivals import arrival, body_of, reading, words

from onrecord.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

HARM = "<script>alert(1)</script>\u202e"
PLAN = (
    "The Norwegian minister will pay Lima a visit on Friday to sign a fishing accord, an embassy official said.\n\n"
    "Peru wants the mixed commission on fisheries to meet. Norway sells Peru cod. Norway holds back licences to bring"
    " Peru to the table. Norway casts the limits as a shield for small boats; Peru calls that a pretext."
)
DONE = "The Norwegian minister paid Lima a visit on Friday and the fishing accord was on the table."
DENIED = "A newspaper of the capital said nobody from Norway had paid Lima a visit on Friday over fishing."
PROTEST = "Peru complained about the visit of three Norwegian trawlers to its waters."
FAR = f"Norway's king is to pay Lima a visit in a far year, the palace {HARM} said; the harbour, and more;\nis told."
OFF = "Norway's prince is to pay Cusco a visit in that year too."


def relation_at(folder: Path) -> Project:
    """Make the project; the caller closes it."""
    project = Project.init(folder, name="Relation")
    _tell(project, "Example Post", PLAN, "2024-05-06", status="scheduled", on="2024-05-10", extra=True)
    _tell(project, "Mirror", PLAN, "2024-05-06", status="scheduled", on="2024-05-10", extra=True)
    _tell(project, "Wire", DONE, "2024-05-11", status="occurred", on="2024-05-10", attribution=None, place="Lima")
    _tell(project, "Gazette", DENIED, "2024-05-12", status="denied", on="2024-05-10")
    _tell(project, "Wire", PROTEST, "2024-06-03", status="occurred", type="ACCUSE", actors="PER", attribution=None)
    _tell(project, HARM, FAR, "2024-06-04", status="scheduled", on="2098-01-05", mode="visit", place="Lima")
    _tell(project, "Wire", OFF, "2024-06-05", status="cancelled", on="2098-03-07")
    return project


def _tell(project: Project, outlet: str, text: str, day: str, **event: Any) -> None:
    published = date.fromisoformat(day)
    slug = "".join(letter for letter in outlet.lower() if letter.isalpha())
    one = arrival(f"https://{slug}.example/{day}", text, "A title", published=published, outlet=outlet)
    (version,) = project.store.add([one]).new
    body = body_of(text) | (_extra(text) if event.pop("extra", False) else {})
    for said in body["attributions"]:
        said |= {"source_type": "named_person", "source_name": "Ada Example", "quote": "indirect"}
        said |= {"content": [{"start": 0, "end": 20, "text": text[:20]}]}
    body["events"] = [_event(found, event) for found in body["events"] if found["type"] == "CONSULT"]
    project.store.keep_reading(reading(version, text, body=body))


def _event(found: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    when, place, actor = fields.pop("on", None), fields.pop("place", None), fields.pop("actors", "NOR")
    known = {"NOR": "Ada Example"}
    sides = [{"party": p, "name": known.get(p), "role": "minister", "mention": None} for p in _pair(actor)]
    dates = {"start": when, "end": when, "edtf": when, "basis": "explicit", "mention": None} if when else None
    where = {"country": "PER", "name": place, "mention": None} if place else None
    return found | fields | {"date": dates, "place": where, "actors": sides[:1], "recipients": sides[1:]}


def _pair(actor: str) -> tuple[str, str]:
    return ("NOR", "PER") if actor == "NOR" else ("PER", "NOR")


def _side(party: str, text: str, name: str) -> dict[str, Any]:
    return {"party": party, "name": name, "role": None, "mention": words(text, name)}


def _extra(text: str) -> dict[str, Any]:
    common = {"attribution": "a1", "why": ["by hand"]}
    forum = {"id": "f1", **words(text, "mixed commission"), "key": "NOR-PER commission fishery", "session": 4}
    forum |= {"name": "mixed commission on fisheries", "parties": ["NOR", "PER"], "chairs": [], "agenda": None}
    paper = {"id": "i1", **words(text, "fishing accord"), "key": "NOR-PER agreement fishing", "stage": "expected"}
    paper |= {"name": "fishing accord", "kind": "agreement", "parties": ["NOR", "PER"], "cue": None, "sector": None}
    want: dict[str, Any] = {
        "id": "p1",
        "holder": _side("PER", text, "Peru"),
        "stance": "seeks",
        "issue": words(text, "to meet"),
    }
    want |= {"cue": words(text, "wants"), "topic": None, "target": None, "condition": None}
    flow = {"id": "w1", "kind": "supply", "supplier": _side("NOR", text, "Norway"), "sector": "food", "change": None}
    flow |= {"receiver": _side("PER", text, "Peru"), "goods": words(text, "cod"), "status": "ongoing", "good": None}
    none: dict[str, Any] = {"status": None, "date": None, "place": None, "event": None, "quantities": []}
    lever = {"id": "l1", "holder": _side("NOR", text, "Norway"), "target": _side("PER", text, "Peru")}
    lever |= {
        "instrument": words(text, "licences"),
        "end": words(text, "to the table"),
        "cue": words(text, "holds back"),
    }
    story = {"id": "n1", "owner": _side("NOR", text, "Norway"), "counter": _side("PER", text, "Peru"), "quoted": False}
    story |= {"claim": words(text, "a shield for small boats"), "about": words(text, "the limits")}
    story |= {"standing": "contested", "standing_cue": words(text, "pretext"), "cue": words(text, "casts")}
    return {
        "leverages": [lever | common],
        "narratives": [story | common],
        "forums": [forum | common | none],
        "instruments": [paper | common | none],
        "positions": [want | common],
        "flows": [flow | {"cue": words(text, "sells"), "quantities": []} | common],
    }
