"""Graphs of parties: GEXF 1.3 with days, for Gephi, and GraphML for everything else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from onrecord.present.escaping import as_xml
from onrecord.present.export.exporter import EventItem, Kind, Summary
from onrecord.present.export.ties import EDGE, NODE, Ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from onrecord.present.export.exporter import Header, Item

DROPS = (
    "single events: counts of an edge's events, origins, reports and copies stay",
    "modes, places, sources and words",
    "acts with fewer than two parties",
    "all that is no event",
)
XML = '<?xml version="1.0" encoding="UTF-8"?>'
GEXF_TYPES = {"int": "integer", "double": "double", "string": "string", "boolean": "boolean"}


class _Graph(ABC):
    """What both formats share: events are counted, and the graph is written at the end."""

    needs: ClassVar[frozenset[Kind]] = frozenset({Kind.EVENT})

    def setup(self, out: Path, header: Header) -> None:
        """Open the file."""
        self._file: TextIO = out.open("w", encoding="utf-8", newline="\n")
        self._header = header
        self._ties = Ties()
        self._summary = Summary()

    def feed(self, item: Item) -> None:
        """Count an event."""
        if isinstance(item, EventItem) and not self._ties.count(item.values):
            self._summary.drop("fewer than two parties")

    def finish(self) -> Summary:
        """Write the graph."""
        for line in self._lines():
            self._file.write(f"{line}\n")
        self._file.close()
        self._summary.write("parties", sum(1 for _ in self._ties.nodes()))
        self._summary.write("edges", sum(1 for _ in self._ties.edges()))
        return self._summary

    @abstractmethod
    def _lines(self) -> Iterator[str]:
        """Yield the lines of the file."""


class Gexf(_Graph):
    """GEXF 1.3: directed, dynamic; an edge is there on the days of its events."""

    name: ClassVar[str] = "gexf"
    suffix: ClassVar[str] = ".gexf"
    drops: ClassVar[tuple[str, ...]] = DROPS

    def _lines(self) -> Iterator[str]:
        yield XML
        yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
        name = as_xml(self._header.project)
        program = f"onrecord {as_xml(self._header.program)}"
        yield f"<meta><creator>{program}</creator><description>{name}</description></meta>"
        yield (
            '<graph mode="dynamic" defaultedgetype="directed" idtype="string" timeformat="date"'
            ' timerepresentation="interval">'
        )
        yield from _declared("node", NODE)
        yield from _declared("edge", EDGE)
        yield "<nodes>"
        for code, words, values in self._ties.nodes():
            yield f'<node id="{as_xml(code)}" label="{as_xml(words)}">{_attvalues(NODE, values)}</node>'
        yield "</nodes>"
        yield "<edges>"
        for number, (tie, values, days) in enumerate(self._ties.edges()):
            ends = f'source="{as_xml(tie.source)}" target="{as_xml(tie.target)}"'
            label = f"{tie.type.lower()}, {tie.status}"
            spells = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in days)
            spells = f"<spells>{spells}</spells>" if spells else ""
            yield (
                f'<edge id="{number}" {ends} kind="{label}" label="{label}" weight="{values["origins"]}">'
                f"{_attvalues(EDGE, values)}{spells}</edge>"
            )
        yield "</edges></graph></gexf>"


class GraphMl(_Graph):
    """GraphML 1.0: directed, with parallel edges."""

    name: ClassVar[str] = "graphml"
    suffix: ClassVar[str] = ".graphml"
    drops: ClassVar[tuple[str, ...]] = (*DROPS, "the days between an edge's first and last")

    def _lines(self) -> Iterator[str]:
        yield XML
        yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        keys = (("node", (("label", "string"), *NODE)), ("edge", (*EDGE, ("weight", "int"))))
        for kind, fields in keys:
            for name, type_ in fields:
                yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'
        yield f'<graph id="{as_xml(self._header.project)}" edgedefault="directed">'
        for code, words, values in self._ties.nodes():
            yield f'<node id="{as_xml(code)}">{_data("node", {"label": words, **values})}</node>'
        for number, (tie, values, _) in enumerate(self._ties.edges()):
            ends = f'source="{as_xml(tie.source)}" target="{as_xml(tie.target)}"'
            weighed = {**values, "weight": values["origins"]}
            yield f'<edge id="{number}" {ends}>{_data("edge", weighed)}</edge>'
        yield "</graph></graphml>"


def _declared(kind: str, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">'
    for name, type_ in fields:
        yield f'<attribute id="{name}" title="{name}" type="{GEXF_TYPES[type_]}"/>'
    yield "</attributes>"


def _attvalues(fields: Iterable[tuple[str, str]], values: Mapping[str, Any]) -> str:
    cells = (f'<attvalue for="{name}" value="{_cell(values[name])}"/>' for name, _ in fields if name in values)
    return f"<attvalues>{''.join(cells)}</attvalues>"


def _data(kind: str, values: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{kind}-{name}">{_cell(value)}</data>' for name, value in values.items())


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else as_xml(str(value))
