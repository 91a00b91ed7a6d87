"""What leaves a project: items in a fixed order, and what is asked for.

Every export, table and release is made of these kinds; whoever takes them needs no store. Values are plain
(what JSON holds) and in the shapes that docs/exports.md describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from onrecord.record.happenings import EventFilters
from onrecord.record.rows import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onrecord.record.rows import EffectiveRecord, Judgement


class Kind(Enum):
    """What an item is."""

    ARTICLE = "article"
    EVENT = "event"
    EXPECTATION = "expectation"
    LAYERS = "layers"


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """One article with what stands in it.

    key, group  what tells it from all other articles; id of its group of copies
    meta        title, outlet, published, published_at, url, language, author, section, wire, kind, sha256
    text        of its current version; every span points into it
    record      docs/json.md with people's corrections applied, what they rejected left out, what they added among it;
                None where it was not read
    standing    the same records one by one, also those rejected, each with its state and its id in the project
    read        the record as the program read it, people's decisions left aside; None where it was not read
    provenance  extractor, model, vocabulary; None where it was not read
    judgements  people's decisions that hold for these records
    """

    id: str
    version: str
    key: str
    group: str
    meta: Mapping[str, Any]
    text: str
    record: Mapping[str, Any] | None
    standing: tuple[EffectiveRecord, ...]
    read: Mapping[str, Any] | None
    provenance: Mapping[str, str] | None
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class EventItem:
    """One happening with all its tellings; `values` as docs/exports.md describes it."""

    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExpectationItem:
    """One line of the ledger; `values` as `onrecord ledger --json` prints it."""

    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LayerItem:
    """What an article is made from, or (with an empty id, last of all) what people decided; `values` are plain.

    Only what is to come back as it was needs these.
    """

    id: str
    values: Mapping[str, Any]


Item = ArticleItem | EventItem | ExpectationItem | LayerItem


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; None does not narrow.

    Articles are narrowed as by `onrecord search`, events and expectations as by `onrecord events`; of these, `outlet`,
    `language` and `source_type` ask for a telling there or by such a source. `kind` narrows articles alone. `today`
    is the day the ledger is of.
    """

    today: date
    filters: Filters = field(default_factory=Filters)

    def of_events(self) -> EventFilters:
        """Return what of it holds of events."""
        asked = self.filters
        return EventFilters(asked.dyad, asked.party, asked.type, asked.status, asked.since, asked.until)

    def values(self) -> dict[str, str]:
        """Return what narrows, by name."""
        names = "kind party dyad type status source_type outlet language since until".split()
        given = {name: getattr(self.filters, name) for name in names}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Header:
    """What is true of the whole of an export: of which project, by which program, what was asked for.

    `readers` are extractor, model and vocabulary of every reading; `schema` grows when a column or key changes its
    meaning or goes; `licence` is what the project's settings say. No clock: the same project gives the same bytes.
    """

    project: str
    program: str
    schema: int
    readers: tuple[Mapping[str, str], ...]
    asked: Mapping[str, str]
    today: date
    licence: str | None = None
