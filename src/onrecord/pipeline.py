"""The whole story on one screen: raw item → document → layout → annotations → record.

    raw item ──document──▶ Document, Layout
             ──syntax────▶ tokens and trees
             ──entities──▶ who is meant
             ──times─────▶ which days are meant
             ──attribution▶ who says so
             ──events────▶ who does what to whom, and where it stands
             ──framing───▶ evaluative wording and whose voice it is in

Stages do not know one another; only this module knows their order.
A stage that fails on one document leaves an issue on its record and an empty layer, never a crash;
with `strict` it raises, for development.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from onrecord.annotate.attribution import find_attributions
from onrecord.annotate.entities import find_entities
from onrecord.annotate.events import find_events
from onrecord.annotate.framing import find_evaluations
from onrecord.annotate.syntax import model_name, parse
from onrecord.annotate.times import find_times
from onrecord.document import lay_out, to_document
from onrecord.document.language import language_issue
from onrecord.types.annotation import Entities, Issue
from onrecord.types.record import Provenance, Record
from onrecord.types.syntax import Syntax
from onrecord.types.text import Layout
from onrecord.version import __version__
from onrecord.vocab.lexicon import vocabulary_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.types.text import Document, RawItem

Found = TypeVar("Found")


def read(item: RawItem, *, strict: bool = False) -> Record:
    """Read one raw item into its record.

    Raises SourceError where the item cannot be a document at all (too large, binary, empty).
    """
    document, issues = to_document(item)
    return read_document(document, issues, strict=strict)


def read_all(items: Iterable[RawItem], *, strict: bool = False) -> Iterator[Record]:
    """Read raw items one after another, in the order given."""
    for item in items:
        yield read(item, strict=strict)


def read_document(document: Document, issues: Iterable[Issue] = (), *, strict: bool = False) -> Record:
    """Annotate a document; text in another language than English is kept and left unread, with an issue."""
    foreign = language_issue(document)
    if foreign is not None:
        return _unread(document, (*issues, foreign))
    return _Annotation(document, issues, strict=strict).record()


def _provenance() -> Provenance:
    return Provenance(extractor=f"onrecord-{__version__}", model=model_name(), vocabulary=vocabulary_digest())


def _unread(document: Document, issues: tuple[Issue, ...]) -> Record:
    nothing = Syntax(document.text, (), ())
    empty = Layout((), (), (), ())
    return Record(document, empty, nothing, Entities(()), (), (), (), (), issues, _provenance())


class _Annotation:
    """One run over one document: each stage in turn, its failures kept as issues."""

    def __init__(self, document: Document, issues: Iterable[Issue], *, strict: bool) -> None:
        self.document = document
        self.issues = list(issues)
        self.strict = strict

    def record(self) -> Record:
        document = self.document
        layout, issues = lay_out(document.text, document.title)
        self.issues.extend(issues)
        nothing = Syntax(document.text, (), ())
        syntax = self.stage("syntax", lambda: next(iter(parse([(document, layout)]))).syntax, nothing)
        entities = self.stage("entities", lambda: find_entities(document, syntax), Entities(()))
        times = self.stage("times", lambda: find_times(document.text, document.published, syntax), ())
        attributions = self.stage(
            "attribution", lambda: find_attributions(document, layout, syntax, entities), ()
        )
        events = self.stage(
            "events", lambda: find_events(document, syntax, entities, times, attributions), ()
        )
        evaluations = self.stage(
            "framing", lambda: find_evaluations(document, layout, syntax, attributions), ()
        )
        return Record(
            document,
            layout,
            syntax,
            entities,
            times,
            attributions,
            events,
            evaluations,
            tuple(self.issues),
            _provenance(),
        )

    def stage(self, name: str, run: Callable[[], Found], instead: Found) -> Found:
        """Run a stage; its failure becomes an issue of this document."""
        try:
            return run()
        except Exception as error:
            if self.strict:
                raise
            message = f"the {name} stage failed on this document ({type(error).__name__}: {error}); its layer is empty"
            self.issues.append(Issue(name, "stage-failed", message))
            return instead
