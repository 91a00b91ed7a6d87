"""Who is meant: parties, persons, bodies, groups, papers and places named in a text, and what refers back to them.

Passes in order, each over the whole document: full names of persons are claimed (the office table and the
recogniser), names of parties and bodies read, persons given their office and side and their bare surnames found,
then noun phrases and pronouns. The first to claim a word keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.entities.coreference import find_phrases
from onrecord.annotate.entities.names import find_names
from onrecord.annotate.entities.persons import claim_full_names, find_persons
from onrecord.annotate.entities.scene import Scene

if TYPE_CHECKING:
    from onrecord.types.annotation import Entities
    from onrecord.types.syntax import Syntax
    from onrecord.types.text import Document, Layout


def find_entities(document: Document, syntax: Syntax, layout: Layout | None = None) -> Entities:
    """Return every mention of the document; the same text, date and layout give the same mentions.

    The layout tells what is quoted: who is named in a quotation only is not meant by a pronoun outside of it.
    Without a layout nothing counts as quoted.
    """
    scene = Scene(document, syntax, layout.quotations if layout is not None else ())
    full_names = claim_full_names(scene)
    find_names(scene)
    find_persons(scene, full_names)
    find_phrases(scene)
    return scene.entities()
