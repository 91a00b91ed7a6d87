"""Part of speech and lemma of a word, by the model's own rules, each distinct case worked out once.

The model's rules look at a token's form, tag and label, some at the next token too ("gon na"). The same case has
always the same outcome, so that it is looked up when it comes again. Guarantee: what the components themselves give.
"""

from __future__ import annotations

import re
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Key = tuple[int, int, int]

# Words the tokeniser cuts at a hyphen, so that a verb would be lost in "re-imposed".
PREFIXED = re.compile(r"\b(?:(?:re|co|pre|de|over|un|mis)-[^\W\d_]{3,}|so-called)\b", re.IGNORECASE)
SEEN_BY_RULES = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
KNOWN_CASES = 100_000


class Word(NamedTuple):
    """What is known of a token once its tag and label are: `space` marks white space, `opens` a rule of two tokens."""

    lemma: str
    pos: str
    tag: str
    dep: str
    space: bool
    opens: bool


class Outcome(NamedTuple):
    """What the rules set on a token: part of speech, features, and a lemma or nothing."""

    pos: int
    morph: str
    lemma: str


class _Net:
    """Forms and labels that parts of rules name: whatever a part would take is held, and perhaps more."""

    def __init__(self, parts: Sequence[dict[str, Any]]) -> None:
        forms = [part["LOWER"] for part in parts if "LOWER" in part]
        listed = [form.get("IN", ()) for form in forms if isinstance(form, dict)]
        self._forms = frozenset(chain((form for form in forms if isinstance(form, str)), *listed))
        self._shapes = [re.compile(form["REGEX"]) for form in forms if isinstance(form, dict) and "REGEX" in form]
        self._labels = frozenset(part["DEP"] for part in parts if "LOWER" not in part)

    def holds(self, form: str, label: str = "") -> bool:
        """Return whether a token of this form, in lower case, or this label may be meant by one of the parts."""
        return form in self._forms or label in self._labels or any(shape.search(form) for shape in self._shapes)


class WordReader:
    """The attribute rules and the lemmatiser of a pipeline; raises ValueError where they look farther than known."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        if not nlp.has_pipe("attribute_ruler") or not nlp.has_pipe("lemmatizer"):
            raise ValueError("the model has no attribute rules or no lemmatiser")
        self._rules, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        patterns = list(_patterns(self._rules))
        self._openers = _Net([pattern[0] for pattern in patterns if len(pattern) > 1])
        self._named = _Net([part for pattern in patterns for part in pattern if "LOWER" in part])
        self._alone: dict[Key, Word] = {}
        self._beside: dict[tuple[Key | None, Key, Key | None], Word] = {}
        self._outcomes: dict[tuple[str, int, int, bool], Outcome] = {}
        self._lock = Lock()

    def words(self, doc: Any, keys: Sequence[Key]) -> list[Word]:
        """Return the words of a tagged and parsed sentence; `keys` are form, tag and label of each token.

        The document's own attributes may or may not be set afterwards.
        """
        with self._lock:
            found = self._look_up(keys)
            if found is None:
                if len(self._alone) + len(self._beside) > KNOWN_CASES:
                    self._alone.clear()
                    self._beside.clear()
                self._learn(doc, keys)
                found = self._look_up(keys)
            if found is None:
                raise RuntimeError(f"a word was read but is not known: {doc.text!r}")
            return found

    def _look_up(self, keys: Sequence[Key]) -> list[Word] | None:
        found: list[Word] = []
        alone, beside = self._alone, self._beside
        after_opener = False
        for i, key in enumerate(keys):
            word = None if after_opener else alone.get(key)
            if after_opener or (word is not None and word.opens):
                word = beside.get(_neighbours(keys, i))
            if word is None:
                return None
            found.append(word)
            after_opener = word.opens
        return found

    def _learn(self, doc: Any, keys: Sequence[Key]) -> None:
        """Work out each word of a sentence that is not known yet, alone and beside its neighbours."""
        opens = [self._openers.holds(token.lower_, token.dep_) for token in doc]
        classes = [self._class(token, key) for token, key in zip(doc, keys, strict=True)]
        paired = [opens[i] or (i > 0 and opens[i - 1]) for i in range(len(keys))]
        tags = [(token.tag_, token.dep_) for token in doc]
        if any(paired) or any(kind not in self._outcomes for kind in classes):
            self._rules(doc)
            for token, kind, beside in zip(doc, classes, paired, strict=True):
                if not beside:
                    self._outcomes.setdefault(kind, Outcome(token.pos, str(token.morph), token.lemma_))
        for i, (token, key) in enumerate(zip(doc, keys, strict=True)):
            if paired[i]:
                word = self._beside[_neighbours(keys, i)] = self._word(token, tags[i], opens=opens[i])
                if opens[i]:
                    self._alone[key] = word  # tells that the neighbours matter, and is never read itself
            elif key not in self._alone:
                outcome = self._outcomes[classes[i]]
                token.pos, token.lemma_ = outcome.pos, outcome.lemma
                token.set_morph(outcome.morph)
                self._alone[key] = self._word(token, tags[i], opens=False)

    def _class(self, token: Any, key: Key) -> tuple[str, int, int, bool]:
        """Return what the rules can tell tokens apart by: words that no rule names are all one to them."""
        form: str = token.lower_
        return (form if self._named.holds(form) else "", key[1], key[2], token.is_space)

    def _word(self, token: Any, labels: tuple[str, str], *, opens: bool) -> Word:
        return Word(lemma_of(self._nlp, self._lemmatizer, token), token.pos_, *labels, token.is_space, opens)


def lemma_of(nlp: Any, lemmatizer: Any, token: Any) -> str:
    """Return the lemma; of a word with a hyphened prefix the one it has written together ("reimpose")."""
    lemma: str = token.lemma_ or (lemmatizer.lemmatize(token)[0] if lemmatizer is not None else token.text)
    if "-" not in lemma or not PREFIXED.fullmatch(token.text):
        return lemma
    if token.lower_ == "so-called":
        return "so-called"
    prefix, _, rest = str(token.lower_).partition("-")
    alone = nlp.make_doc(rest)
    if len(alone) != 1 or lemmatizer is None:
        return prefix + rest
    alone[0].pos_ = token.pos_
    alone[0].set_morph(token.morph)
    return prefix + str(lemmatizer.lemmatize(alone[0])[0])


def _neighbours(keys: Sequence[Key], i: int) -> tuple[Key | None, Key, Key | None]:
    return keys[i - 1] if i else None, keys[i], keys[i + 1] if i + 1 < len(keys) else None


def _patterns(rules: Any) -> Iterator[list[dict[str, Any]]]:
    for rule in rules.patterns:
        for pattern in rule["patterns"]:
            if len(pattern) > 2 or not all(map(_plain, pattern)):
                raise ValueError(f"the model has a rule that looks farther than two tokens: {pattern}")
            yield pattern


def _plain(part: dict[str, Any]) -> bool:
    """Return whether a part of a rule looks only at what is known to matter, forms by "IN" and "REGEX" alone."""
    wanted = part.get("LOWER", "")
    return SEEN_BY_RULES.issuperset(part) and (isinstance(wanted, str) or {"IN", "REGEX"}.issuperset(wanted))
