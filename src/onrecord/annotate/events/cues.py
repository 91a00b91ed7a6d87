"""The words of `lexicons/en/status_cues.yml`, and whether a verb is negated."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from onrecord.errors import VocabularyError
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.types.annotation import Status
    from onrecord.types.syntax import Syntax, Token

CUES = "lexicons/en/status_cues.yml"


class Standing(NamedTuple):
    """A status and the token that gives it away."""

    status: Status
    cue: Token | None


def standing(status: str, cue: Token | None) -> Standing:
    """Return a standing from a status as the cue file spells it."""
    return Standing(cast("Status", status), cue)


@cache
def cue_table(name: str) -> dict[str, str]:
    """Return one table of the cue file turned round: lemma → status."""
    tables: Any = load_yaml(CUES)[name]
    return {lemma: status for status, lemmas in tables.items() for lemma in _checked(lemmas, name)}


@cache
def cue_set(name: str) -> frozenset[str]:
    """Return one list of the cue file."""
    return frozenset(_checked(load_yaml(CUES)[name], name))


def _checked(words: list[str], name: str) -> list[str]:
    """Return the words; a bare no, on or off is no word to YAML and is refused."""
    wrong = [word for word in words if not isinstance(word, str)]
    if wrong:
        raise VocabularyError(f"{CUES}: {name}: {wrong} are not words; put them in quotes")
    return words


def negation(verb: Token, syntax: Syntax) -> Token | None:
    """Return the word that negates the verb in its own clause: not, never, no longer, nobody, without; else None."""
    negators = cue_set("negators")
    for child in syntax.children(verb):
        if child.dep == "neg" or (child.lower in negators and child.dep in {"advmod", "preconj"}):
            if _is_added_to(child, syntax) or _is_or_not(child, syntax):
                continue
            return child
        if child.dep == "aux":
            below = syntax.child(child, "neg")
            if below is not None:
                return below
        if child.dep in {"nsubj", "nsubjpass", "dobj"} and (word := _negative_word(child, syntax)) is not None:
            return word
        if child.dep == "advmod" and child.lower == "longer" and any(c.lower == "no" for c in syntax.children(child)):
            return child
    return _left_undone(syntax.head(verb), syntax) if verb.dep == "pcomp" else None


def _left_undone(prep: Token, syntax: Syntax) -> Token | None:
    """Return the preposition that denies the verb after it: without, "instead of", "rather than"."""
    if cue_table("prepositions").get(prep.lower) == "denied":
        return prep
    if prep.lower not in {"of", "than"} or prep.i == 0:
        return None
    before = syntax.tokens[prep.i - 1]  # the parser hangs "instead" and "rather" elsewhere
    return before if f"{before.lower} {prep.lower}" in cue_table("prepositions") else None


def _is_added_to(negator: Token, syntax: Syntax) -> bool:
    """Return whether "not" belongs to "not only", "not just": more is said, nothing denied."""
    following = syntax.tokens[negator.i + 1 : negator.i + 2]
    return any(t.lower in cue_set("limiting_adverbs") for t in following)


def _is_or_not(negator: Token, syntax: Syntax) -> bool:
    """Return whether "not" only completes "whether or not"."""
    before = syntax.tokens[max(negator.i - 2, 0) : negator.i]
    return [t.lower for t in before] == ["whether", "or"]


def _negative_word(noun: Token, syntax: Syntax) -> Token | None:
    """Return the word by which a subject or object denies its verb: nobody, "no ship", "neither A nor B"."""
    if noun.lower in {"nobody", "none", "nothing", "neither"} or any(
        d.lower == "no" for d in syntax.children(noun, "det")
    ):
        return noun
    return next((c for c in syntax.children(noun, "preconj", "cc", "det") if c.lower == "neither"), None)


def no_before(noun: Token, syntax: Syntax) -> Token | None:
    """Return the "no" before a noun."""
    negative = cue_set("negative_determiners")
    return next((c for c in syntax.children(noun, "det") if c.lower in negative), None)


def verb_cue(verb: Token, syntax: Syntax) -> str | None:
    """Return the status a verb gives to what it governs; with a particle it is another verb ("call off")."""
    table = cue_table("verb_governors")
    particle = syntax.child(verb, "prt")
    if particle is not None:
        found = table.get(f"{verb.lemma} {particle.lower}")
        return found if found is not None or verb.lemma in {"call", "put", "rule"} else _of_lemma(verb, table)
    return _of_lemma(verb, table)


def _of_lemma(verb: Token, table: dict[str, str]) -> str | None:
    """Look a verb up; the lemmatiser makes "hopes" a form of hop, so the longer stem is tried where it fits."""
    longer = verb.lemma + "e"
    if verb.lemma not in table and verb.lower.startswith(longer):
        return table.get(longer)
    return table.get(verb.lemma)


def is_infinitive(syntax: Syntax, verb: Token) -> bool:
    """Return whether the verb stands with "to"."""
    return any(c.lower == "to" for c in syntax.children(verb, "aux"))
