"""Who says so: every stretch the text ascribes to a source, with the cue, the footing and the chain it stands in.

Constructions are read one after another over the parse (verbs, nouns, adjectives, hedges, prepositions, headlines,
sayings that nothing was said), quotations are carried on over sentences, then duplicates go and each finding gets
its source's type, party and name, its qualifiers, its parent and its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.adjectives import read_adjectives
from onrecord.annotate.attribution.chain import attributions, without_doubles, without_idle
from onrecord.annotate.attribution.continued import read_continued
from onrecord.annotate.attribution.declined import read_declined
from onrecord.annotate.attribution.finding import Reading
from onrecord.annotate.attribution.headlines import read_headlines
from onrecord.annotate.attribution.hedges import read_hedges
from onrecord.annotate.attribution.introduced import read_introduced
from onrecord.annotate.attribution.nouns import read_nouns
from onrecord.annotate.attribution.papers import read_papers, read_surveys
from onrecord.annotate.attribution.prepositions import read_prepositions
from onrecord.annotate.attribution.quoted import Quoted
from onrecord.annotate.attribution.relayed import read_relayed
from onrecord.annotate.attribution.signed import read_signed
from onrecord.annotate.attribution.unsaid import without_unsaid
from onrecord.annotate.attribution.verbs import read_verbs

if TYPE_CHECKING:
    from onrecord.types.annotation import Attribution, Entities
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document, Layout


def find_attributions(
    document: Document, layout: Layout, syntax: Syntax, entities: Entities
) -> tuple[Attribution, ...]:
    """Return the attributions of a document in text order; the same input gives the same ids."""
    reading = Reading(document, layout, syntax, entities, Quoted(layout, syntax))
    found = read_declined(reading)
    found += read_headlines(reading)
    found += read_relayed(reading)
    found += read_verbs(reading)
    found += read_prepositions(reading)
    found += read_nouns(reading)
    found += read_adjectives(reading)
    found += read_hedges(reading)
    found = without_unsaid(reading, without_doubles(found))
    found += read_surveys(reading, found)
    found = without_idle(found)
    found += read_introduced(reading, found)
    found += read_signed(reading, found)
    found += read_papers(reading, found)
    found += read_continued(reading, found)
    return attributions(reading, found)
