"""Terms that tell one group of texts from the others: log-odds ratios with an informative Dirichlet prior.

After Monroe, Colaresi and Quinn, "Fightin' Words" (2008): each term's odds in a group are set against its odds in all
other groups, both drawn towards its share in the whole, and divided by their standard deviation. A rare term needs far
more of a difference than a common one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.resolve.words import sentence_around
from onrecord.types.text import name_view
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
SHORTEST = 3
LEAST_COUNT = 3
LEAST_ARTICLES = 2
LEAST_Z = 1.96
# weight of the prior, in words: a tenth of all there is, so that it never drowns a small comparison, at most 500
PRIOR_MOST, PRIOR_SHARE = 500.0, 0.1
EXAMPLES = 2
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Term:
    """A word or pair of words that a group uses more than the others do.

    count, elsewhere  how often the group and all others have it; `exclusive` where no other has it
    z                 the log-odds ratio in standard deviations
    examples          article and sentence
    """

    group: str
    words: str
    count: int
    elsewhere: int
    z: float
    examples: tuple[tuple[str, str], ...]

    @property
    def exclusive(self) -> bool:
        """Return whether no other group has it."""
        return self.elsewhere == 0


def distinctive_terms(texts: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> tuple[Term, ...]:
    """Return each group's own terms, the clearest first, at most fifteen a group; none for less than two groups.

    `texts` gives for each group its articles, each by id and stretches of text. A term has to stand in two articles of
    the group and three times.
    """
    if len(texts) < LEAST_ARTICLES:
        return ()
    counts = {name: _counts(articles) for name, articles in texts.items()}
    whole: Counter[str] = sum((count for count, _ in counts.values()), Counter())
    found: list[Term] = []
    for name, (count, spread) in counts.items():
        scored = []
        for term, number in count.items():
            if number >= LEAST_COUNT and spread[term] >= LEAST_ARTICLES:
                z = _log_odds(number, whole[term] - number, count.total(), whole.total() - count.total())
                if z >= LEAST_Z:
                    scored.append((-z, term))
        for z, term in sorted(scored)[:SHOWN]:
            examples = tuple(_examples(term, texts[name]))
            found.append(Term(name, term, count[term], whole[term] - count[term], round(-z, 2), examples))
    return tuple(found)


def _log_odds(here: int, elsewhere: int, all_here: int, all_elsewhere: int) -> float:
    """Return the difference of a term's log-odds in two texts, in standard deviations."""
    whole = all_here + all_elsewhere
    weight = min(PRIOR_MOST, PRIOR_SHARE * whole)
    prior = weight * (here + elsewhere) / whole

    def odds(count: int, total: int) -> float:
        return math.log((count + prior) / (total + weight - count - prior))

    spread = math.sqrt(1 / (here + prior) + 1 / (elsewhere + prior))
    return (odds(here, all_here) - odds(elsewhere, all_elsewhere)) / spread


def _counts(articles: Sequence[tuple[str, Sequence[str]]]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each term stands in the articles, and in how many of them."""
    total: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for _, stretches in articles:
        terms = Counter(term for stretch in stretches for term in _terms(stretch))
        total.update(terms)
        spread.update(terms.keys())
    return total, spread


def _terms(text: str) -> Iterator[str]:
    """Yield the content words of a text and the pairs of them that stand side by side."""
    common, before, end = _common(), "", -2
    for match in WORD.finditer(name_view(text).lower()):
        word = match[0].removesuffix("'s")
        if len(word) < SHORTEST or word in common:
            before = ""
            continue
        yield word
        if before and match.start() == end + 1:
            yield f"{before} {word}"
        before, end = word, match.end()


@cache
def _common() -> frozenset[str]:
    return frozenset(str(word) for words in load_yaml("lexicons/en/function_words.yml").values() for word in words)


def _examples(term: str, articles: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """Yield sentences that have the term, one an article."""
    # a pair may have lost the "'s" of its first word
    pattern = re.compile(r"\b" + r"(?:'s)?\s".join(map(re.escape, term.split(" "))) + r"\b")
    shown = 0
    for article, stretches in articles:
        for stretch in stretches:
            match = pattern.search(name_view(stretch).lower())
            if match is not None:
                yield article, sentence_around(stretch, match.start(), match.end())
                shown += 1
                break
        if shown == EXAMPLES:
            return
