"""A small pattern language over the tokens of a sentence: a row of tests, compiled once and found by an anchor word.

A pattern is a line of tests divided by blanks:

    lash            the word itself, in lower case
    lash/V          any form of a verb by its base form; likewise /N noun, /A adjective or participle, /R adverb,
                    /X any part of speech
    ramp|step/V     either word
    {force}/N       any word of the class `force`
    @VBG  @N|A  @party  a tag, parts of speech (V N A R), a token of a name that can be a party
    !ground         any token but this word
    ..2             up to two tokens of any kind except ; : and quotation marks
    test?           the test may fail to apply: the token may be missing
    [test]          has to be there but is no part of what is found

`compile_patterns` raises ValueError with a reason where a pattern cannot be read; every pattern needs at least one
test that names its words and is neither optional nor context, its anchor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.types.syntax import Token

# Words so frequent that a search starting from them would try a pattern at every turn.
FREQUENT = frozenset(
    "a an the this that of to in on at for from by with as and or but it its his her their he they "
    "be is was are were have has had do not will would may could more most make take use party s 's".split()
)
SHORT_POS = {
    "V": frozenset({"VERB", "AUX"}),
    "N": frozenset({"NOUN", "PROPN"}),
    "A": frozenset({"ADJ", "VERB", "PROPN"}),
    "R": frozenset({"ADV"}),
    "X": frozenset[str](),
}
WHOLE_POS = {"V": ("VERB", "AUX"), "N": ("NOUN", "PROPN"), "A": ("ADJ",), "R": ("ADV",)}
PARTY_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
BREAKS = frozenset({";", ":", '"', "“", "”", "``", "''"})
TEST = re.compile(r"(\[)?(?:\.\.(?P<gap>\d)|(?P<body>[^\[\]?\s]+?))(?P<opt>\?)?(?(1)\])(?P<opt2>\?)?")
BODY = re.compile(r"(?P<neg>!)?(?P<any>[^/!]+)(?:/(?P<pos>[VNARX]))?")


@dataclass(frozen=True, slots=True)
class Test:
    """One step of a pattern: what a token has to be, or (gap) how many tokens may be skipped.

    `forms` are matched against the word as written, `lemmas` against its base form, these only in a part of speech
    of `pos` (empty: any); `tags` are alternatives to the words.
    """

    forms: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    pos: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    negated: bool = False
    optional: bool = False
    context: bool = False
    gap: int = 0

    def accepts(self, token: Token, lower: str) -> bool:
        """Return whether the token passes."""
        return self._holds(token, lower) != self.negated

    def _holds(self, token: Token, lower: str) -> bool:
        if lower in self.forms:
            return True
        if self.lemmas and self._may_be(token) and (lower in self.lemmas or token.lemma.lower() in self.lemmas):
            return True
        if not self.tags:
            return False
        party = "party" in self.tags and token.ent in PARTY_NAMES
        return party or token.tag in self.tags or token.pos in self.tags

    def _may_be(self, token: Token) -> bool:
        """Return whether the part of speech fits; the parser's PROPN for a rare adjective passes, a name does not."""
        return not self.pos or (token.pos in self.pos and not (token.pos == "PROPN" and token.ent))

    @property
    def anchors(self) -> frozenset[str]:
        """Return the words by which the pattern can be found; none where the test does not name any."""
        return frozenset() if self.negated or self.optional or self.tags else self.forms | self.lemmas


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: the words of its anchor, the tests before it (nearest first) and those after it."""

    anchor: Test
    before: tuple[Test, ...]
    after: tuple[Test, ...]

    @property
    def words(self) -> frozenset[str]:
        """Return the anchor words."""
        return self.anchor.anchors

    def match(self, tokens: Sequence[Token], lowers: Sequence[str], at: int) -> tuple[int, int] | None:
        """Return first and last token (inclusive) of what is found with the anchor at `at`, context left out.

        `tokens` and `lowers` are those of one sentence, and so are the places returned.
        """
        if not self.anchor.accepts(tokens[at], lowers[at]):
            return None
        last = _reach(self.after, tokens, lowers, at, 1)
        if last is None:
            return None
        first = _reach(self.before, tokens, lowers, at, -1)
        return None if first is None else (first, last)


def _reach(
    tests: tuple[Test, ...], tokens: Sequence[Token], lowers: Sequence[str], edge: int, step: int, at: int | None = None
) -> int | None:
    """Return the outermost token that the tests take, one after the other in the direction of `step`.

    `edge` is the outermost so far, `at` the last token looked at; None where the tests do not apply.
    """
    at = edge if at is None else at
    if not tests:
        return edge
    test, rest = tests[0], tests[1:]
    if test.gap:
        for size in range(test.gap + 1):
            if size and not (0 <= at + size * step < len(tokens) and lowers[at + size * step] not in BREAKS):
                return None
            found = _reach(rest, tokens, lowers, edge, step, at + size * step)
            if found is not None:
                return found
        return None
    here = at + step
    if 0 <= here < len(tokens) and test.accepts(tokens[here], lowers[here]):
        found = _reach(rest, tokens, lowers, edge if test.context else here, step, here)
        if found is not None:
            return found
    return _reach(rest, tokens, lowers, edge, step, at) if test.optional else None


def compile_patterns(source: str, classes: Mapping[str, Sequence[str]]) -> tuple[Pattern, ...]:
    """Return the pattern written in `source`; `classes` holds the words of `{class}`.

    The parser divides words at their hyphens, so a hyphenated word becomes a pattern of its own.
    """
    choices = [_readings(part, classes) for part in source.split()]
    return tuple(_compiled(tuple(chain.from_iterable(row)), source) for row in product(*choices))


def _compiled(tests: tuple[Test, ...], source: str) -> Pattern:
    anchored = [i for i, test in enumerate(tests) if test.anchors and not test.context]
    if not anchored:
        raise ValueError(f"{source!r} names no word it could be found by")
    at = min(anchored, key=lambda i: (len(tests[i].anchors & FREQUENT), len(tests[i].anchors)))
    return Pattern(tests[at], tests[:at][::-1], tests[at + 1 :])


def _readings(part: str, classes: Mapping[str, Sequence[str]]) -> list[tuple[Test, ...]]:
    """Return the rows of tests a part stands for: itself, and each of its hyphenated words in pieces."""
    test = _test(part, classes)
    whole = test.forms | test.lemmas
    hyphened = sorted(word for word in whole if "-" in word.strip("-"))
    if not hyphened:
        return [(test,)]
    # some hyphened words the parser leaves whole ("so-called")
    rows: list[tuple[Test, ...]] = [(test,)]
    for word in hyphened:
        pieces = re.split("(-)", word)
        rows.append(tuple(Test(lemmas=frozenset({p}), context=test.context) for p in pieces))
    return rows


def _test(part: str, classes: Mapping[str, Sequence[str]]) -> Test:
    found = TEST.fullmatch(part)
    if found is None:
        raise ValueError(f"{part!r} is no test")
    context, optional = part.startswith("["), bool(found["opt"] or found["opt2"])
    if found["gap"]:
        return Test(gap=int(found["gap"]), context=context)
    body = BODY.fullmatch(found["body"])
    if body is None:
        raise ValueError(f"{part!r} is no test")
    words, tags = _alternatives(body["any"], classes)
    return Test(
        forms=frozenset() if body["pos"] else words,
        lemmas=words if body["pos"] else frozenset(),
        pos=SHORT_POS[body["pos"] or "X"],
        tags=tags,
        negated=bool(body["neg"]),
        optional=optional,
        context=context,
    )


def _alternatives(source: str, classes: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words and the tags that `source` allows; words are lower case, tags have an @ or capitals."""
    words: set[str] = set()
    tags: set[str] = set()
    for alternative in source.split("|"):
        if alternative.startswith("{"):
            if alternative[1:-1] not in classes:
                raise ValueError(f"{alternative} is no class")
            words.update(classes[alternative[1:-1]])
        elif alternative.startswith("@") or alternative.isupper():
            name = alternative.removeprefix("@")
            tags.update(WHOLE_POS.get(name, (name,)))
        else:
            words.add(alternative)
    return frozenset(words), frozenset(tags)
