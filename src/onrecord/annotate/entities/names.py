"""Names of parties, institutions, outlets and places where they stand in the text.

A name becomes a mention unless its surroundings say that it is something else: part of a person's name,
a language or a dish, a longer name. A capital or a seat of government stands for its government
except where it is only a place ("in Geneva", "the Moscow airport").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.entities.gazetteer import parties, seated_name
from onrecord.annotate.entities.words import words
from onrecord.types.annotation import Mention
from onrecord.types.text import Span
from onrecord.vocab.lexicon import load_rows, load_yaml, multiple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.annotate.entities.gazetteer import Entry
    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import MentionKind
    from onrecord.types.syntax import Token

WHERE = frozenset(
    {"in", "at", "near", "outside", "around", "across", "inside", "throughout", "within", "beyond", "over"}
)
WHERE_TO = frozenset({"to", "from", "into", "toward", "towards", "through", "via", "for"})
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos"})
PLACE_NAMES = frozenset({"GPE", "LOC", "FAC"})
NAME_LABELS = frozenset({"GPE", "NORP", "LOC", "ORG", "FAC"})
# what must stand in the text for a form that mostly means something else
SUPPORT = {
    "Georgia": ("Tbilisi", "Saakashvili", "Ossetia", "Abkhazia", "Caucasus", "Georgian"),
    "South": ("Korea", "Pyongyang", "Seoul", "KOREA"),
    "North": ("Korea", "Pyongyang", "Seoul", "KOREA", "Kim"),
}
COUNTING = frozenset({"few", "many", "most", "other", "several", "some"})
DIRECTIONS = frozenset({"North", "South", "East", "West"})


@cache
def _rules() -> Mapping[str, frozenset[str]]:
    rules = load_yaml("lexicons/en/not_parties.yml")
    return {key: frozenset(rules[key]) for key in ("following", "speaking", "suffixes")}


@cache
def _seats() -> Mapping[str, str]:
    """City names that stand for an organisation rather than for the state they lie in (Brussels -> EUR)."""
    return {
        form.partition("|")[0].rstrip("?"): row["code"]
        for row in load_rows("actors/organisations.csv")
        for form in multiple(row["metonyms"])
    }


@cache
def _bodies() -> frozenset[str]:
    """Nouns that keep a capital before them a government ("Washington officials")."""
    nominals = load_yaml("lexicons/en/nominals.yml")
    return frozenset(nominals["groups"]) | frozenset(nominals["institutions"]) - {
        "university",
        "institute",
        "court",
    }


def find_names(scene: Scene) -> None:
    """Add a mention for every name of a party, institution, outlet or place that stands for one.

    An ambiguous form of a body ("the Commission") counts only where the text names that body in full as well.
    """
    doubtful: list[tuple[Entry, tuple[Token, ...]]] = []
    for entry, tokens in _matches(scene):
        if entry.note == "blocked":
            scene.claimed.update(t.i for t in tokens)
        elif _stands_for_it(scene, entry, tokens):
            if entry.ambiguous and not entry.state:
                doubtful.append((entry, tokens))
            else:
                _add(scene, entry, tokens)
    named = {mention.name for mention in scene.mentions.values()}
    for entry, tokens in doubtful:
        if entry.name in named:
            _add(scene, entry, tokens)


def _matches(scene: Scene) -> Iterator[tuple[Entry, tuple[Token, ...]]]:
    """Every stretch of unclaimed words that is a known form, left to right without overlaps."""
    gazetteer = parties()
    for sentence in scene.syntax.sentences:
        loud = sentence.i in scene.shouting
        reached = 0
        for token in scene.syntax.words(sentence):
            if token.start < reached or token.i in scene.claimed:
                continue
            entry = gazetteer.match(scene.view, token.start, fold_case=loud)
            if entry is not None and not (loud and entry.form in words("common_in_capitals")):
                reached = token.start + len(entry.form)
                yield entry, scene.tokens_from(token, reached)


def _stands_for_it(scene: Scene, entry: Entry, tokens: Sequence[Token]) -> bool:
    first, last = tokens[0], tokens[-1]
    following = scene.view[first.start + len(entry.form) :][:1]
    if entry.prefix:
        return following == "-"
    if entry.needs_the and (before := scene.before(first)) is not None and before.lower != "the":
        return False
    if any(t.i in scene.claimed for t in tokens) or _inside_person(scene, tokens):
        return False
    if entry.form in DIRECTIONS and _begins_a_name(scene, last):
        return False
    if _is_a_town(scene, last) or (entry.state and _is_a_person_named_like_it(scene, entry, last)):
        return False
    if entry.ambiguous and not _supported(scene, entry, tokens):
        return False
    if entry.mention_form == "name":
        return not (last.dep == "compound" and _is_followed_by_a_custom(scene, last))
    return not (entry.mention_form in {"adjective", "citizen"} and _is_language(scene, last))


def _is_a_town(scene: Scene, token: Token) -> bool:
    """Whether a part of a federation follows: a town named like a state or a capital ("Lima, Ohio")."""
    comma = scene.after(token)
    if comma is None or comma.text != ",":
        return False
    following = scene.syntax.tokens[comma.i + 1 : comma.i + 3]
    parts = {*words("federal_parts"), *(() if _is_in_the_text(scene, "Georgia") else ("Georgia",))}
    return any(t.text in parts for t in following if t.tag == "NNP")


def _is_in_the_text(scene: Scene, form: str) -> bool:
    """Whether the text has what a form needs to be the party it may name."""
    return any(word in scene.view for word in SUPPORT.get(form, ()))


def _is_a_person_named_like_it(scene: Scene, entry: Entry, token: Token) -> bool:
    """Whether a state's name is that of a person the text names in full ("Michael Jordan scored. Jordan left").

    Of a name that is a state's only, the family name alone counts; behind a preposition it is the state.
    """
    if token.dep == "pobj" or entry.mention_form != "name" or token.text.isupper():
        return False
    return token.text in scene.family_names or (entry.ambiguous and token.text in scene.given_names)


def _begins_a_name(scene: Scene, token: Token) -> bool:
    """Whether a direction is the first word of a longer name ("the West Coast", "the South Side")."""
    after = scene.after(token)
    return after is not None and after.tag in {"NNP", "NNPS"} and after.i not in scene.claimed


def _inside_person(scene: Scene, tokens: Sequence[Token]) -> bool:
    """A name inside a longer person's name ("Michael Jordan", "Chad Wolf") by the recogniser's reading."""
    if any(t.ent != "PERSON" for t in tokens):
        return False
    neighbours = (scene.before(tokens[0]), scene.after(tokens[-1]))
    return any(t is not None and t.ent == "PERSON" and t.tag in {"NNP", "NNPS"} for t in neighbours)


def _supported(scene: Scene, entry: Entry, tokens: Sequence[Token]) -> bool:
    if entry.form in SUPPORT and not _is_in_the_text(scene, entry.form):
        return False
    if entry.form == "Georgia":
        return True
    if entry.form.isupper() and tokens[0].sentence not in scene.shouting:
        return True
    if entry.state and len(tokens) == 1 and tokens[0].ent == "PERSON":
        return not _inside_person(scene, tokens) and tokens[0].dep not in {"compound", "appos"}
    around = (scene.before(tokens[0]), scene.after(tokens[-1]))
    if any(t is not None and t.tag in {"NNP", "NNPS"} and t.ent == tokens[0].ent for t in around):
        return False
    return all(t.ent in NAME_LABELS for t in tokens)


def _is_followed_by_a_custom(scene: Scene, token: Token) -> bool:
    """Whether a dish, a garment or the like stands behind a nationality ("Cuban sandwich", "Panama hat")."""
    after = scene.after(token)
    return after is not None and after.lower in _rules()["following"]


def _is_language(scene: Scene, token: Token) -> bool:
    """Whether an adjective of nationality is a language, a dish or a custom here."""
    rules = _rules()
    if _is_followed_by_a_custom(scene, token):
        return True
    after = scene.after(token)
    if after is not None and after.text == "-":
        joined = scene.after(after)
        if joined is not None and joined.lower in rules["suffixes"]:
            return True
    before = scene.before(token)
    if before is None:
        return False
    return before.lower in rules["speaking"] or (token.dep == "pobj" and before.lower == "in")


def _add(scene: Scene, entry: Entry, tokens: Sequence[Token]) -> None:
    head = scene.head_of(tokens)
    if entry.mention_form in {"citizen", "adjective"} and _is_ethnic(scene, tokens[0]):
        scene.claimed.update(t.i for t in tokens)  # "ethnic Albanians" are not of Albania
        return
    kind, codes, rule = _reading(scene, entry, head, tokens)
    owner = scene.syntax.head(head)
    if kind == "party" and entry.mention_form == "name" and _names_a_body(head, owner):
        # "China Daily", "Japan Airlines": the longer name is read as a body of that party
        scene.claimed.update(t.i for t in tokens)
    scene.add(
        Mention(
            span=Span(tokens[0].start, tokens[0].start + len(entry.form)),
            head=head.i,
            kind=kind,
            form="citizen" if rule == "entity.citizen" else entry.mention_form,
            parties=codes,
            rule=rule,
            name=seated_name(codes[0])
            if rule == "entity.metonym.government" and codes != entry.parties
            else entry.name,
            plural=entry.mention_form == "citizen" and head.tag in {"NNPS", "NNS"},
        ),
        tokens,
    )


def _is_ethnic(scene: Scene, first: Token) -> bool:
    return first.i > 0 and scene.syntax.tokens[first.i - 1].lower == "ethnic"


def _names_a_body(head: Token, owner: Token) -> bool:
    return head.dep == "compound" and owner.pos == "PROPN"


def _reading(
    scene: Scene, entry: Entry, head: Token, tokens: Sequence[Token]
) -> tuple[MentionKind, tuple[str, ...], str]:
    """Kind, parties and rule of a name in its place; a place keeps the state it lies in as its party."""
    if entry.mention_form in {"citizen", "adjective"} and _is_of_people(scene, entry, head):
        return "group", entry.parties, "entity.citizen"
    if entry.mention_form != "metonym":
        return entry.kind, entry.side(_day(scene)), f"entity.{entry.kind}.{entry.mention_form}"
    if _is_place(scene, entry, head, tokens):
        return "place", entry.parties, "entity.metonym.place"
    seat = _seats().get(entry.form)
    return entry.kind, (seat,) if seat else entry.parties, "entity.metonym.government"


def _is_of_people(scene: Scene, entry: Entry, head: Token) -> bool:
    """A noun for a state's people; one form may serve as adjective too ("a Latvian", "the Latvian army")."""
    if head.dep in {"amod", "compound", "nmod", "npadvmod"}:
        return False
    if entry.mention_form == "citizen":
        return True
    counted = any(c.lower in COUNTING for c in scene.syntax.children(head, "amod"))
    return head.dep in NOMINAL and (counted or scene.syntax.child(head, "det", "nummod") is not None)


def _day(scene: Scene) -> str | None:
    published = scene.document.published
    return published.isoformat() if published else None


def _is_place(scene: Scene, entry: Entry, head: Token, tokens: Sequence[Token]) -> bool:
    governor = scene.syntax.head(head)
    if head.dep == "pobj" and governor.lower in WHERE:
        return not (entry.form == "Washington" and governor.lower == "within")
    if not entry.capital:
        return False
    if any(t.lower in {"capital", "city"} for t in scene.syntax.children(head, "appos")):
        return True
    return (
        _goes_there(scene, head, governor)
        or _names_part_of(scene, head, governor)
        or _followed_by_state(scene, tokens[-1])
    )


def _goes_there(scene: Scene, head: Token, governor: Token) -> bool:
    if head.dep == "poss":
        return governor.lemma in words("of_a_city")
    if head.dep in {"dobj", "npadvmod"}:
        return governor.lemma in {"visit", "leave", "reach", "enter", "bomb", "shell", "tour", "storm"}
    if head.dep == "pobj" and governor.lower in WHERE_TO:
        return scene.syntax.head(governor).lemma in words("motion")
    return head.dep == "pobj" and governor.lower == "of" and scene.syntax.head(governor).lemma in words("of_a_city")


def _names_part_of(scene: Scene, head: Token, governor: Token) -> bool:
    after = scene.after(head)
    if after is not None and after.text == "-":
        joined = scene.after(after)
        return joined is not None and joined.lower in {"based", "area", "born"}
    if head.dep not in {"compound", "nmod"} or governor.i < head.i:
        return False
    return governor.lemma.lower() not in _bodies() or governor.lemma.lower() in words("not_governments")


def _followed_by_state(scene: Scene, token: Token) -> bool:
    comma = scene.after(token)
    if comma is None or comma.text != ",":
        return False
    state = scene.after(comma)
    return (
        state is not None
        and state.ent in PLACE_NAMES
        and token.ent in PLACE_NAMES
        and state.dep in {"appos", "npadvmod"}
    )
