"""Nouns that stand for somebody, by class, and the office a phrase gives a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.entities.spoken import is_state
from onrecord.annotate.entities.words import words
from onrecord.types.annotation import Mention
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.annotate.entities.scene import Scene
    from onrecord.types.annotation import MentionKind
    from onrecord.types.syntax import Token

BRITISH = {"defense": "defence", "defensemin": "defence minister"}
OFFICE_WORDS = 5
BREAKS = frozenset({",", ";", ":", "--", "—", "(", ")"})


@dataclass(frozen=True, slots=True)
class Nominals:
    """The classes of nouns of `lexicons/en/nominals.yml`, by lower-case noun."""

    titles: frozenset[str]
    offices: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    abbreviated: Mapping[str, str | None]
    implied_party: Mapping[str, str | None]
    implied_by_word: Mapping[str, str]
    kinds: Mapping[str, MentionKind]
    pairs: Mapping[str, str]
    states: frozenset[str]


@cache
def nominals() -> Nominals:
    """Return the classes of nouns, read once."""
    rows = load_yaml("lexicons/en/nominals.yml")
    words = [(word, row) for row in rows["titles"] for word in row["words"]]
    kinds: dict[str, MentionKind] = {}
    classes: tuple[tuple[str, MentionKind], ...] = (
        ("outlets", "outlet"),
        ("documents", "document"),
        ("assets", "asset"),
        ("institutions", "institution"),
        ("groups", "group"),
    )
    for name, kind in classes:
        kinds.update(dict.fromkeys(rows[name], kind))
    return Nominals(
        titles=frozenset(word.partition(" of ")[0].split()[-1] for word, _ in words),
        offices=frozenset(rows["office_nouns"]),
        men=frozenset(word for word, row in words if row.get("man")) | frozenset(rows["men"]),
        women=frozenset(word for word, row in words if row.get("woman")) | frozenset(rows["women"]),
        abbreviated=rows["abbreviated"],
        implied_party=rows["implied_party"],
        implied_by_word=rows["implied_by_word"],
        kinds=kinds,
        pairs=rows["pairs"],
        states=frozenset(rows["states"]),
    )


def singular(token: Token) -> str:
    """Return the noun in lower case and singular, also where the tagger took it for a name."""
    if token.lower == "media":
        return "media"
    if token.tag == "NNPS" and token.text.endswith("s"):
        return token.lower.removesuffix("s")
    return token.lemma.lower() if token.tag != "NNP" else token.lower


def left_tokens(scene: Scene, head: Token, first: Token) -> tuple[Token, ...]:
    """Return the tokens of a name's phrase before the name, from its last comma or article on."""
    low = scene.syntax.edges(head)[0]
    found: list[Token] = []
    for token in scene.syntax.tokens[low : first.i]:
        if token.text in BREAKS or (token.dep == "det" and token.head == head.i):
            found.clear()
        else:
            found.append(token)
    return tuple(found)


def office_in(scene: Scene, tokens: Sequence[Token]) -> str | None:
    """Return the office that a row of words before a name gives, in lower case and British spelling of defence.

    "Russian Defense Minister" gives "defence minister"; the party's own name is left out.
    """
    lexicon = nominals()
    at = next((i for i in range(len(tokens) - 1, -1, -1) if singular(tokens[i]) in lexicon.titles), None)
    if at is None:
        short = [lexicon.abbreviated.get(t.text) or lexicon.abbreviated.get(t.text + ".") for t in tokens]
        return next((office for office in reversed(short) if office), None)
    words: list[str] = []
    for token in reversed(tokens[max(0, at - OFFICE_WORDS) : at + 1]):
        mention = scene.at(token)
        stop = mention is not None and mention.parties and mention.kind != "institution"
        if stop or token.tag in {"DT", "POS", "PRP$", "CC", "IN"} or token.pos in {"PUNCT", "NUM"}:
            break
        plain_word = singular(token) if token.i == tokens[at].i else token.lower
        # a body's own name keeps its capitals ("White House adviser")
        words.append(token.text if token.i in scene.claimed else BRITISH.get(token.lower, plain_word))
    return " ".join((*reversed(words), *_office_tail(scene, tokens[at + 1 :]))) or None


def _office_tail(scene: Scene, tokens: Sequence[Token]) -> tuple[str, ...]:
    """What belongs to an office behind its noun ("secretary of state"); not the state itself ("president of Peru")."""
    if not tokens or tokens[0].lower not in {"of", "for", "to"} or len(tokens) > OFFICE_WORDS:
        return ()
    named = any((m := scene.at(t)) is not None and m.kind == "party" and m.form != "adjective" for t in tokens)
    if named and tokens[0].lower == "of":
        return ()
    return tuple(t.lower if not named else t.text for t in tokens)


def named_parties(scene: Scene, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the parties of the first mention in a row of words that has any, joined with what is coordinated."""
    for token in tokens:
        mention = scene.at(token)
        if mention is not None and mention.parties and token.dep != "pobj":
            joined = [scene.at(c) for c in scene.syntax.conjuncts(token)]
            codes = [p for m in joined if m is not None for p in m.parties]
            return tuple(dict.fromkeys(codes))
    return ()


def phrase_parties(scene: Scene, head: Token) -> tuple[str, ...]:
    """Return the parties that a noun's modifiers give: adjective, possessor, "of", "from", "close to" ...

    A counterpart, ally or rival is of the side its adjective names, never of its possessor's.
    """
    relative = singular(head) in words("relative_to")
    before = _before_noun(scene, head, ("amod", "compound", "nmod") if relative else MODIFIERS)
    if before or relative:
        # "its Democratic allies" are of the side the word implies
        return before or _implied(scene, head)
    syntax = scene.syntax
    for preposition in syntax.children(head, "prep"):
        for noun in syntax.children(preposition, "pobj"):
            codes = _behind(scene, head, preposition, noun)
            if codes:
                return codes
    for child in syntax.children(head, "amod", "acl"):
        codes = _close_to(scene, child)
        if codes:
            return codes
    return _implied(scene, head)


def _before_noun(scene: Scene, head: Token, deps: tuple[str, ...]) -> tuple[str, ...]:
    """The parties of the first modifier that has any, and of those listed after it."""
    found: list[str] = []
    last: Token | None = None
    if _studies_abroad(scene, head):
        deps = ("poss",)
    for child in scene.syntax.children(head, *deps):
        if last is not None and not _listed(scene, last, child):
            break
        codes = () if _is_topic(scene, head, child) or _is_helped(child) else _modifier_parties(scene, child)
        if singular(head) in nominals().states:
            codes = tuple(code for code in codes if is_state(code))
        if codes:
            found.extend(codes)
            last = child
    return tuple(dict.fromkeys(found))


def _implied(scene: Scene, head: Token) -> tuple[str, ...]:
    """A side that a word of the phrase implies, where the text names none ("administration officials")."""
    lexicon = nominals().implied_by_word
    modifiers = [c for c in scene.syntax.children(head, "amod", "compound", "nmod") if c.i < head.i]
    # a political party is written with a capital ("democratic states" are of none)
    told = [t for t in (*modifiers, head) if t.text[0].isupper() or t.lower not in words("in_capitals_only")]
    phrases = [singular(t) if t.i == head.i else t.lower for t in told]
    if (behind := scene.syntax.child(head, "prep")) is not None and (
        of := scene.syntax.child(behind, "pobj")
    ) is not None:
        phrases.append(f"{singular(head)} {behind.lower} {of.lower}")
    for phrase in (*phrases, " ".join(phrases[-2:]), " ".join(phrases[-3:-1]), " ".join(phrases[-3:])):
        side = lexicon.get(phrase) or (nominals().implied_party.get(phrase) if " " in phrase else None)
        if side:
            return (side,)
    return ()


def _listed(scene: Scene, first: Token, second: Token) -> bool:
    """Whether two modifiers stand in a list ("American, British and French warships")."""
    between = scene.syntax.tokens[first.i + 1 : second.i]
    return any(t.text in {",", "and"} for t in between)


def _is_helped(child: Token) -> bool:
    """Whether a modifier says who stands behind somebody, not whose they are ("Tehran-backed fighters")."""
    return child.lower.rpartition("-")[2] in words("helped") and "-" in child.lower


def _is_topic(scene: Scene, head: Token, child: Token) -> bool:
    """A state's bare name before a noun of study or policy is what it is about ("a China expert", "Iran policy")."""
    mention = scene.at(child)
    if mention is None or child.dep != "compound" or mention.form != "name" or child.text.replace(".", "").isupper():
        return False
    return singular(head) in words("about")


def _studies_abroad(scene: Scene, head: Token) -> bool:
    """Whether an expert belongs to a named body: the adjective then is what is studied ("an expert at")."""
    if singular(head) not in words("students"):
        return False
    return any(p.lower in {"at", "with", "of", "for"} for p in scene.syntax.children(head, "prep"))


def _is_for_or_against(scene: Scene, token: Token) -> bool:
    """Whether a prefix keeps the adjective from telling the side ("anti-Israeli militia", "ex-Soviet state")."""
    hyphen = scene.before(token)
    prefix = scene.before(hyphen) if hyphen is not None and hyphen.text == "-" else None
    return prefix is not None and prefix.lower in {"pro", "anti", "non", "ex", "counter", "post", "pre"}


def _behind(scene: Scene, head: Token, preposition: Token, noun: Token) -> tuple[str, ...]:
    """The side a phrase behind a noun gives: of and from always, others after nouns for people or governments."""
    word, owner = preposition.lower, singular(head)
    if word == "from" and head.dep == "pobj" and _is_departure(scene, head):
        return ()
    if word in PLACES and (
        owner in words("against_their_state") or (word != "from" and owner in words("posted_there"))
    ):
        return ()
    if word in OF_A_SIDE or (word in AT_A_SIDE and is_of_people(owner)) or (word == "to" and owner in words("helpers")):
        codes = _of_conjuncts(scene, noun)
        if codes:
            return codes
    mention = scene.at(noun)
    if (
        word == "in"
        and mention is not None
        and (
            (owner in words("seated") and mention.kind == "place")
            or (owner in words("living_there") and mention.kind in {"place", "party"})
        )
    ):
        return mention.parties
    return ()


def _is_departure(scene: Scene, head: Token) -> bool:
    """Return whether somebody's going away is spoken of: "the withdrawal of forces from Chad" are not Chad's."""
    whole = scene.syntax.head(scene.syntax.head(head))
    return singular(whole) in words("going_away")


def is_of_people(noun: str) -> bool:
    """Return whether a noun is for people who may belong to a body ("an analyst at", "a spokesman for")."""
    lexicon = nominals()
    return noun in words("staff") or noun in lexicon.titles or lexicon.kinds.get(noun) == "group"


MODIFIERS = ("poss", "amod", "compound", "nmod")
PLACES = frozenset({"in", "from", "inside", "within"})
OF_A_SIDE = frozenset({"of", "from"})
AT_A_SIDE = frozenset({"in", "at", "for", "with", "within", "inside"})


def _modifier_parties(scene: Scene, child: Token) -> tuple[str, ...]:
    codes = _of_conjuncts(scene, child)
    if codes or child.dep not in {"compound", "nmod", "poss"}:
        return codes
    inner = scene.syntax.children(child, "compound", "amod", "poss", "nmod")
    return next((found for c in inner if (found := _of_conjuncts(scene, c))), ())


def _of_conjuncts(scene: Scene, noun: Token) -> tuple[str, ...]:
    found: list[str] = []
    for token in scene.syntax.conjuncts(noun):
        mention = scene.at(token)
        if _is_for_or_against(scene, token):
            continue
        if mention is not None and mention.kind != "place":
            found.extend((*_joined_before(scene, token), *mention.parties))
        elif mention is None and token.pos in {"NOUN", "PROPN"}:
            found.extend(_own_adjectives(scene, token))
    return tuple(dict.fromkeys(found))


def _joined_before(scene: Scene, token: Token) -> tuple[str, ...]:
    """The parties joined by hyphens before a name or adjective ("Franco-German", "US-China")."""
    found: list[str] = []
    hyphen = scene.before(token)
    while hyphen is not None and hyphen.text in {"-", "–"} and (other := scene.before(hyphen)) is not None:
        mention = scene.at(other)
        if mention is None:
            break
        found[:0] = mention.parties
        hyphen = scene.before(other)
    return tuple(found)


def _own_adjectives(scene: Scene, noun: Token) -> list[str]:
    modifiers = scene.syntax.children(noun, "amod", "compound", "poss", "nmod")
    found = [m for c in modifiers if (m := scene.at(c)) is not None and m.kind != "place"]
    if singular(noun) in nominals().states:
        # "Europe's largest country" is one of Europe's, and which one is not said
        found = [m for m in found if m.party is None or is_state(m.party)]
    return [p for m in found for p in m.parties]


def _close_to(scene: Scene, child: Token) -> tuple[str, ...]:
    if child.lemma not in {"close", "familiar", "work", "brief", "near", "base"}:
        return ()
    for preposition in scene.syntax.children(child, "prep"):
        for noun in scene.syntax.children(preposition, "pobj"):
            codes = _of_conjuncts(scene, noun)
            if codes:
                return codes
    return ()


def mention_of_phrase(
    scene: Scene,
    head: Token,
    kind: MentionKind,
    parties: tuple[str, ...],
    rule: str,
    office: str | None = None,
) -> Mention:
    """Return the mention of a noun phrase without a name."""
    return Mention(
        span=scene.noun_phrase(head),
        head=head.i,
        kind=kind,
        form="nominal",
        parties=parties,
        rule=rule,
        office=office,
        plural=head.tag in {"NNS", "NNPS"},
    )
