"""The whole story on one screen: raw item → document → layout → annotations → record.

    raw item ──document──▶ Document, Layout
             ──syntax────▶ tokens and trees
             ──entities──▶ who is meant
             ──times─────▶ which days are meant
             ──attribution▶ who says so
             ──events────▶ who does what to whom, and where it stands
             ──positions─▶ what each party wants, supports, opposes
             ──flows─────▶ who supplies whom, who depends on whom, who has leverage
             ──proceedings▶ which standing bodies and agreements it names
             ──framing───▶ evaluative wording and whose voice it is in
             ──narratives▶ which framings it names as somebody's

Stages do not know one another; only this module knows their order.
A stage that fails on one document leaves an issue on its record and an empty layer, never a crash;
with `strict` it raises, for development.

With triage on, sentences that show no sign of an act between parties are not parsed and hold nothing;
an issue says how many. The audit reads both ways and tells what is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from onrecord.annotate.attribution import find_attributions
from onrecord.annotate.entities import find_entities
from onrecord.annotate.events import find_events
from onrecord.annotate.flows import Flows, find_flows
from onrecord.annotate.framing import find_evaluations
from onrecord.annotate.narratives import find_narratives
from onrecord.annotate.positions import find_positions
from onrecord.annotate.proceedings import Proceedings, find_proceedings
from onrecord.annotate.syntax import model_name, parse_some
from onrecord.annotate.times import find_times
from onrecord.annotate.triage import choose
from onrecord.annotate.triage.losses import Losses, losses
from onrecord.document import lay_out, to_document
from onrecord.document.language import language_issue
from onrecord.types.annotation import Entities, Issue
from onrecord.types.record import Provenance, Record
from onrecord.types.syntax import Syntax
from onrecord.types.text import Layout
from onrecord.version import __version__
from onrecord.vocab.lexicon import vocabulary_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.annotate.triage import TriageMode
    from onrecord.types.annotation import Attribution, Evaluation, EventMention, TimeExpression
    from onrecord.types.relation import Narrative, Position
    from onrecord.types.text import Document, RawItem

Found = TypeVar("Found")
NO_TIME_ZONES = frozenset({"byline", "slug", "caption", "boilerplate"})


class Audited(NamedTuple):
    """The whole record of a document, and what its triaged reading loses."""

    record: Record
    losses: Losses


def read(item: RawItem, *, strict: bool = False, triage: TriageMode = "off") -> Record:
    """Read one raw item into its record.

    Raises SourceError where the item cannot be a document at all (too large, binary, empty).
    """
    document, issues = to_document(item)
    return read_document(document, issues, strict=strict, triage=triage)


def read_document(
    document: Document, issues: Iterable[Issue] = (), *, strict: bool = False, triage: TriageMode = "off"
) -> Record:
    """Annotate a document; text in another language than English is kept and left unread, with an issue.

    With triage "on" only sentences worth it are parsed; with "audit" the record is whole and an issue tells the losses.
    """
    if triage == "audit":
        return audit(document, issues, strict=strict).record
    foreign = language_issue(document)
    if foreign is not None:
        return _unread(document, (*issues, foreign), provenance(triage))
    return _Annotation(document, issues, strict=strict, triage=triage).record()


def audit(document: Document, issues: Iterable[Issue] = (), *, strict: bool = False) -> Audited:
    """Read a document whole and triaged; the record is the whole one, with an issue that tells the losses."""
    whole = read_document(document, issues, strict=strict)
    found = losses(whole, read_document(document, strict=strict, triage="on"))
    told = Issue("triage", "triage-audited", found.told())
    return Audited(replace(whole, issues=(*whole.issues, told)), found)


def provenance(triage: TriageMode = "off") -> Provenance:
    """Return what a reading made now carries: program, language model and knowledge."""
    extractor = f"onrecord-{__version__}" + ("+triage" if triage == "on" else "")
    return Provenance(extractor=extractor, model=model_name(), vocabulary=vocabulary_digest())


def _unread(document: Document, issues: tuple[Issue, ...], made: Provenance) -> Record:
    nothing = Syntax(document.text, (), ())
    empty = Layout((), (), (), ())
    return Record(document, empty, nothing, Entities(()), (), (), (), (), issues, made)


def _in_prose(times: Iterable[TimeExpression], layout: Layout) -> tuple[TimeExpression, ...]:
    """Leave out times in furniture ("© 2019"): nothing that is told hangs on them."""
    furniture = [zone.span for zone in layout.zones if zone.kind in NO_TIME_ZONES]
    return tuple(time for time in times if not any(span.covers(time.span) for span in furniture))


class _Annotation:
    """One run over one document: each stage in turn, its failures kept as issues."""

    def __init__(self, document: Document, issues: Iterable[Issue], *, strict: bool, triage: TriageMode) -> None:
        self.document = document
        self.issues = list(issues)
        self.strict = strict
        self.triage = triage

    def record(self) -> Record:
        document = self.document
        layout, issues = lay_out(document.text, document.title)
        self.issues.extend(issues)
        syntax = self.stage("syntax", lambda: self.syntax(layout), Syntax(document.text, (), ()))
        entities = self.stage("entities", lambda: find_entities(document, syntax, layout), Entities(()))
        times: tuple[TimeExpression, ...] = self.stage(
            "times", lambda: _in_prose(find_times(document.text, document.published, syntax), layout), ()
        )
        attributions: tuple[Attribution, ...] = self.stage(
            "attribution", lambda: find_attributions(document, layout, syntax, entities), ()
        )
        events: tuple[EventMention, ...] = self.stage(
            "events", lambda: find_events(document, syntax, entities, times, attributions), ()
        )
        positions: tuple[Position, ...] = self.stage(
            "positions", lambda: find_positions(document, syntax, entities, times, attributions), ()
        )
        flows = self.stage("flows", lambda: find_flows(document, syntax, entities, attributions), Flows())
        proceedings = self.stage(
            "proceedings",
            lambda: find_proceedings(document, syntax, entities, times, attributions, events),
            Proceedings(),
        )
        evaluations: tuple[Evaluation, ...] = self.stage(
            "framing", lambda: find_evaluations(document, layout, syntax, attributions), ()
        )
        narratives: tuple[Narrative, ...] = self.stage(
            "narratives", lambda: find_narratives(document, layout, syntax, entities, attributions), ()
        )
        found = (times, attributions, events, evaluations)
        return Record(
            document,
            layout,
            syntax,
            entities,
            *found,
            tuple(self.issues),
            provenance(self.triage),
            *proceedings,
            narratives=narratives,
            positions=positions,
            flows=flows.flows,
            leverages=flows.leverages,
        )

    def syntax(self, layout: Layout) -> Syntax:
        """Parse all sentences, or with triage those that are worth it."""
        if self.triage != "on":
            return parse_some(self.document, layout, range(len(layout.sentences)))
        choice = choose(self.document.text, layout)
        left = choice.total - len(choice.kept)
        if left:
            message = f"{left} of {choice.total} sentence(s) show no sign of an act between parties and were not read"
            self.issues.append(Issue("triage", "sentences-skipped", message))
        return parse_some(self.document, layout, choice.kept)

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
