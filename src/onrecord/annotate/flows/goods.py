"""What flows: a phrase read as goods with their sector, the side before them, and how much of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.clauses.phrases import stretch
from onrecord.annotate.flows.lexicon import flows_lexicon

if TYPE_CHECKING:
    from onrecord.annotate.clauses.scene import Scene
    from onrecord.types.annotation import Participant
    from onrecord.types.syntax import Token
    from onrecord.types.text import Span

MODIFIERS = ("amod", "compound", "nmod")
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
DEPTH = 3


class Goods(NamedTuple):
    """Goods: their words, sector and kind within it, and whose they are told to be."""

    span: Span
    sector: str
    good: str | None
    sides: tuple[Participant, ...]


def goods_of(head: Token, scene: Scene, *, anything: bool = False) -> Goods | None:
    """Return the phrase read as goods, None where it names none; `anything` takes any thing for goods."""
    if head.pos not in NOMINAL or scene.sides(head):
        return None
    core = _core(head, scene, 0)
    found = _sector(core, scene)
    vague = core.lemma.lower() in flows_lexicon().words["portions"]
    if found is None and anything and not vague and core.pos == "NOUN" and scene.entities.at(core) is None:
        found = ("goods", None)
    if found is None:
        return None
    sides = scene.adjectives(core) or (scene.adjectives(head) if core.i != head.i else ())
    return Goods(stretch(head, scene.syntax), *found, sides)


def _core(head: Token, scene: Scene, depth: int) -> Token:
    """Return the noun that names the goods: of "40 percent of its gas" the gas."""
    if depth > DEPTH or head.lemma.lower() not in flows_lexicon().words["portions"]:
        return head
    for prep in scene.syntax.children(head, "prep"):
        below = scene.syntax.child(prep, "pobj") if prep.lower in {"of", "in"} else None
        if below is not None and prep.lower == "of":
            return _core(below, scene, depth + 1)
    return head


def _sector(core: Token, scene: Scene) -> tuple[str, str | None] | None:
    lexicon = flows_lexicon()
    lemma = core.lemma.lower()
    if lemma in lexicon.words["not_goods"]:
        return None
    before = [c for c in scene.syntax.children(core, *MODIFIERS) if c.i < core.i]
    nearest = before[-1].lower if before else ""
    for words in (f"{nearest} {lemma}", f"{nearest} {core.lower}"):
        if words in lexicon.sectors:
            return lexicon.sectors[words], words
    for word in (core.lower, lemma):
        if word in lexicon.sectors:
            sector = lexicon.sectors[word]
            return _narrowed(sector, before) or (sector, _good(core, before))
    for child in reversed(before):
        for word in (child.lower, child.lemma.lower()):
            if word in lexicon.sectors and (lemma in lexicon.words["portions"] or child.dep == "compound"):
                return lexicon.sectors[word], word
    return None


def _narrowed(sector: str, before: list[Token]) -> tuple[str, str] | None:
    """Return the sector of the word before general goods: "gas equipment" stays goods, "oil products" is energy."""
    if sector != "goods":
        return None
    lexicon = flows_lexicon()
    for child in reversed(before):
        narrower = lexicon.sectors.get(child.lemma.lower())
        if narrower and narrower != "goods":
            return narrower, child.lower
        if child.lower in {"military", "defense", "defence"}:
            return "arms", child.lower
    return None


def _good(core: Token, before: list[Token]) -> str:
    close = [c for c in before if c.dep in {"compound", "amod"} and c.ent == "" and c.pos in {"NOUN", "ADJ"}]
    return f"{close[-1].lower} {core.lower}" if close and close[-1].i == core.i - 1 else core.lower
