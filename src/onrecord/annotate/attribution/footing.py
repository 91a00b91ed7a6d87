"""On what footing a source speaks: its type, party, name and the words that qualify it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.qualifiers import qualifiers
from onrecord.annotate.attribution.source import FILE, source_nouns
from onrecord.annotate.attribution.subject import antecedent
from onrecord.types.annotation import Attribution
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.annotation import Mention, QuoteForm, SourceType
    from onrecord.types.syntax import Token
    from onrecord.types.text import Span

DIRECT = 0.85


def footing(reading: Reading, finding: Finding) -> Attribution:
    """Return the record of a finding, without id and parent."""
    bearer = finding.carried or finding
    kind, party, name, office = _who(reading, bearer)
    return Attribution(
        id="",
        source=finding.source,
        cue=finding.cue,
        content=finding.content,
        source_type=kind,
        source_party=party,
        source_name=name,
        quote=_form(reading, finding),
        cue_class=finding.entry.cls,
        why=finding.rules,
        qualifiers=qualifiers(reading, finding) if finding.carried is None else (),
        source_office=office,
    )


def _form(reading: Reading, finding: Finding) -> QuoteForm:
    """Return direct where (nearly) all words are quoted, mixed where some are."""
    share = reading.quoted.share(finding.content, finding.head if finding.carried is None else None)
    return "direct" if share >= DIRECT else "mixed" if share > 0 else "indirect"


def _who(reading: Reading, finding: Finding) -> tuple[SourceType, str | None, str | None, str | None]:
    head = finding.speaker
    if head is None:
        return "unspecified", None, None, None
    head = antecedent(reading.syntax, head) or head
    mention = reading.entities.at(head) or _title_name(reading, head)
    if mention is None:
        return _by_noun(reading, head, finding.source), None, None, None
    return _by_mention(reading, head, mention, finding.source), mention.party, mention.name, mention.office


def _title_name(reading: Reading, head: Token) -> Mention | None:
    return reading.entities.covering(head) if head.pos == "PROPN" else None


def _by_mention(reading: Reading, head: Token, mention: Mention, source: Span | None) -> SourceType:
    if mention.kind == "outlet":
        return "media"
    if mention.kind == "document":
        return _document(reading, head, source)
    if mention.kind in {"institution", "party"}:
        return _by_noun(reading, head, source) if mention.form == "nominal" and _is_group(head) else "institution"
    if mention.kind == "person" and mention.name:
        return "named_person"
    return _by_noun(reading, head, source)


def _is_group(head: Token) -> bool:
    noun = source_nouns().get(head.lemma.lower())
    return noun is not None and noun.kind == "group"


def _by_noun(reading: Reading, head: Token, source: Span | None) -> SourceType:
    noun = source_nouns().get(head.lemma.lower())
    if noun is not None:
        if noun.kind == "document":
            return _document(reading, head, source)
        return noun.type  # type: ignore[return-value]
    if head.pos == "PROPN" or head.ent == "PERSON":
        return "named_person" if head.ent in {"PERSON", ""} else "institution"
    if head.lower in {"he", "she"}:
        return "named_person"
    return "unnamed"


def _document(reading: Reading, head: Token, source: Span | None) -> SourceType:
    words = {t.lower for t in reading.syntax.within(source)} if source is not None else set()
    noun = source_nouns().get(head.lemma.lower())
    if words & set(load_yaml(FILE)["nonpublic"]) or (noun is not None and noun.type == "nonpublic_document"):
        return "nonpublic_document"
    if head.lemma.lower() == "report" and head.tag == "NNS":
        return "media"
    return "public_document"
