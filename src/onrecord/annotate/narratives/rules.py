"""The forms in which a text names a framing, one function each: from a word of a rule to a draft of the narrative.

Each takes the scene, the rule and the token its word was found at, and returns None where the form does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.annotate.narratives.lexicon import narrative_lexicon
from onrecord.types.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.annotate.narratives.lexicon import Form, Rule
    from onrecord.annotate.narratives.scene import Scene
    from onrecord.types.syntax import Token

SUBJECT_OR_OBJECT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
REFLEXIVES = frozenset({"itself", "himself", "herself", "themselves"})
# "as well as", "as long as", "as part of": no framing
NO_FRAME_AS = frozenset({"well", "long", "soon", "far", "part", "much", "many", "early", "of", "if", "though", "usual"})
CLAUSE = frozenset({"acl", "ccomp", "relcl", "appos", "acomp"})
WHAT_REACH = 9
BE = frozenset({"is", "are", "was", "were", "be", "being", "been", "'s"})
UNDER = frozenset({"under", "on", "using", "with"})
ASIDES = frozenset({",", "-", "–", "—", "--"})
ASIDE_VERBS = frozenset({"VBG", "VBD", "VBZ", "VBN"})
OPENERS = frozenset({"which", "who", "whose", "where", "if", "although", "though", "while", "when", "despite"})
QUOTED_MOST = 160
STOPS = frozenset({".", ",", ";", ":", "-", "–", "—", '"', "'", "''", "``", ")", "and", "but"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A framing as a rule finds it.

    owners    words for whose it is · counter  the word for who is set against it
    at        the verb or noun that names it · about  what is framed
    disowned  whether naming it so contests it ("pretext") · nested  whether it may stand within another claim
    """

    rule: str
    claim: Span
    cue: Span
    owners: tuple[Token, ...]
    at: Token
    about: Span | None = None
    counter: Token | None = None
    disowned: bool = False
    nested: bool = False


def stretch(scene: Scene, first: int, last: int) -> Span | None:
    """Return the text of tokens `first` to `last` without marks and conjunctions at its ends; None for nothing."""
    tokens = scene.syntax.tokens
    while last >= first and scene.lower(tokens[last]) in STOPS:
        last -= 1
    while first <= last and (scene.lower(tokens[first]) in STOPS or tokens[first].pos == "SPACE"):
        first += 1
    if first > last:
        return None
    last = _before_aside(scene, first, last)
    span = _with_quotation(scene, Span(tokens[first].start, tokens[last].end))
    opened = scene.view[span.start - 1 : span.start] == '"' and span.of(scene.view).count('"') % 2
    return Span(span.start - 1, span.end) if opened else span


def _before_aside(scene: Scene, first: int, last: int) -> int:
    """Return the last token before an aside that is no part of the claim: ", making …", ", which …", " - who …"."""
    tokens = scene.syntax.tokens
    for at in range(first + 1, last):
        word = tokens[at]
        # a hyphen within a word ("Spanish-speaking") divides nothing
        if scene.lower(word) in ASIDES and (word.text == "," or scene.view[word.start - 1 : word.end + 1].count(" ")):
            after = tokens[at + 1]
            if word.text != "," or after.tag in ASIDE_VERBS or scene.lower(after) in OPENERS:
                return at - 2 if scene.lower(tokens[at - 1]) == "that" and at - 2 >= first else at - 1
    return last


def _with_quotation(scene: Scene, span: Span) -> Span:
    """Return the stretch up to the end of a short quotation it cuts into."""
    for inner in scene.quotations:
        if span.start <= inner.start < span.end <= inner.end and inner.end - span.start < QUOTED_MOST:
            words = scene.view[span.start : inner.end].rstrip(" .,;:")
            # the closing mark too, where the opening one stands within
            closes = span.start < inner.start and len(words) == inner.end - span.start
            return Span(span.start, span.start + len(words) + closes)
    return span


def phrase(scene: Scene, head: Token) -> Span | None:
    """Return the text of all that hangs on a word."""
    return stretch(scene, *scene.syntax.edges(head))


def _as(scene: Scene, *heads: Token) -> Token | None:
    """Return the "as" behind one of the words that introduces what something is framed as."""
    tokens = scene.syntax.tokens
    for head in heads:
        for prep in scene.syntax.children(head):
            if scene.lower(prep) != "as" or prep.i < head.i or prep.i + 1 >= len(tokens):
                continue
            if scene.lower(tokens[prep.i + 1]) not in NO_FRAME_AS and scene.syntax.children(prep):
                return prep
    return None


def _ends(scene: Scene, head: Token) -> list[Token]:
    """Return the word and the nouns at the end of its prepositions, where the parser may have hung "as"."""
    found = [head]
    for member in found:
        for prep in scene.syntax.children(member, "prep"):
            found += scene.syntax.children(prep, "pobj")
    return found


def _complement(scene: Scene, prep: Token) -> Span | None:
    return stretch(scene, prep.i + 1, scene.syntax.edges(prep)[1])


def object_as(scene: Scene, rule: Rule, verb: Token) -> Draft | None:
    """VERB X as Y, in the active and the passive."""
    if verb.pos != "VERB" or _unfit(scene, rule, verb):
        return None
    thing = scene.syntax.child(verb, "dobj")
    if thing is None or thing.i < verb.i:
        return _passive_as(scene, rule, verb) if verb.tag in {"VBN", "VBD"} else None
    if scene.lower(thing) in REFLEXIVES:
        return None
    prep = _as(scene, verb, *_ends(scene, thing))
    if prep is None or prep.i < thing.i:
        return None
    claim = stretch(scene, scene.syntax.edges(thing)[0], scene.syntax.edges(prep)[1])
    if claim is None or claim.start < verb.end:
        return None
    about = stretch(scene, scene.syntax.edges(thing)[0], prep.i - 1)
    doers = scene.doers(verb)
    telling = next((d for d in doers if d.pos == "NOUN" and d.lemma.lower() in _tellings()), None)
    if telling is not None:
        # "narratives that frame X as Y": whose they are
        return replace(_of_noun(scene, rule, telling, claim), about=about)
    return Draft(rule.id, claim, verb.span, doers, verb, about)


@cache
def _tellings() -> frozenset[str]:
    """Return the nouns for a telling that is called one."""
    return frozenset(w for r in narrative_lexicon().rules if r.form in {"noun_that", "noun_of"} for w in r.words)


def _passive_as(scene: Scene, rule: Rule, verb: Token) -> Draft | None:
    prep = _as(scene, verb)
    thing = scene.syntax.child(verb, "nsubjpass") or (scene.syntax.head(verb) if verb.dep == "acl" else None)
    if prep is None or thing is None:
        return None
    claim = _complement(scene, prep)
    agent = scene.agent(verb)
    low, high = scene.syntax.edges(thing)
    about = stretch(scene, low, min(high, verb.i - 1))
    cue = scene.syntax.span(verb, prep) if prep.i == verb.i + 1 else verb.span
    return claim and Draft(rule.id, claim, cue, (agent,) if agent else (), verb, about)


def itself_as(scene: Scene, rule: Rule, verb: Token) -> Draft | None:
    """VERB itself as Y: how a party wants to be seen."""
    thing = scene.syntax.child(verb, "dobj")
    if verb.pos != "VERB" or thing is None or scene.lower(thing) not in REFLEXIVES or _unfit(scene, rule, verb):
        return None
    prep = _as(scene, verb, thing)
    claim = stretch(scene, thing.i, scene.syntax.edges(prep)[1]) if prep is not None else None
    return claim and Draft(rule.id, claim, scene.syntax.span(verb, thing), scene.doers(verb), verb, thing.span)


def what(scene: Scene, rule: Rule, verb: Token) -> Draft | None:
    """What X VERB (as) Y; what X says is Y."""
    tokens, sentence = scene.syntax.tokens, scene.syntax.sentence_of(verb)
    low = max(sentence.first, verb.i - WHAT_REACH)
    start = next((t for t in reversed(tokens[low : verb.i]) if scene.lower(t) == "what"), None)
    after = tokens[verb.i + 1] if verb.i + 1 < sentence.last else None
    if start is None or after is None or verb.pos not in {"VERB", "AUX"}:
        return None
    between = tokens[start.i + 1 : verb.i]
    if not between or start.i == sentence.first:
        return None
    if any(scene.lower(t) in STOPS or t.pos == "VERB" or t.dep == "auxpass" for t in between):
        return None
    subject = next((t for t in between if t.dep in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return None
    owner = _speaker(scene, subject, start)
    is_say = rule.id == "what-says-is"
    link = scene.lower(after)
    if (is_say and link not in BE) or (
        not is_say and link != "as" and verb.lemma not in {"call", "term", "label", "dub", "brand"}
    ):
        return None
    first = after.i + 1 if is_say or link == "as" else after.i
    claim = _from(scene, first, sentence.last)
    if claim is None or scene.view[: claim.end].endswith("'s"):
        return None
    if (is_say and scene.syntax.within(claim)[-1].pos == "ADJ") or (not is_say and _is_name(scene, claim)):
        return None
    return Draft(rule.id, claim, scene.syntax.span(start, verb), (owner,), verb, nested=True)


def _is_name(scene: Scene, claim: Span) -> bool:
    """Return whether the words up to the first preposition are a name, not a view ("Operation Stone in the north")."""
    words = scene.syntax.within(claim)
    end = next((at for at, word in enumerate(words) if word.pos == "ADP"), len(words))
    return all(word.text[:1].isupper() or word.pos in {"PUNCT", "DET"} for word in words[:end])


def _speaker(scene: Scene, subject: Token, start: Token) -> Token:
    """Return whom a "he" or "she" of the what-clause means: the person who acts in the clause around it, if any."""
    if scene.lower(subject) not in {"he", "she"}:
        return subject
    inside = {t.i for t in scene.syntax.tokens[start.i : subject.i + 1]}
    for above in scene.syntax.ancestors(subject):
        if above.pos == "VERB" and above.i < start.i:
            doers = [d for d in scene.syntax.subjects(above) if d.i not in inside and d.i < start.i]
            if doers:
                return doers[0] if len(doers) == 1 and scene.is_person(doers[0]) else subject
    return subject


def _from(scene: Scene, first: int, end: int) -> Span | None:
    """Return the noun phrase that begins at a token: the largest subtree whose left edge is there."""
    tokens, edge = scene.syntax.tokens, first
    while first < end and scene.lower(tokens[first]) in {'"', "'", "``"}:
        first += 1
    if first >= end:
        return None
    head = tokens[first]
    for above in scene.syntax.ancestors(head):
        if scene.syntax.edges(above)[0] < edge or above.pos in {"VERB", "AUX"}:
            break
        head = above
    if head.pos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    last = min(scene.syntax.edges(head)[1], end - 1)
    while last + 2 < end and tokens[last].end == tokens[last + 1].start and tokens[last + 1].text == "-":
        last += 2  # a hyphened word the parser has cut in two
    return stretch(scene, first, last)


def noun_that(scene: Scene, rule: Rule, noun: Token) -> Draft | None:
    """X's NOUN that …; X pushes the NOUN that …"""
    if noun.pos not in {"NOUN", "PROPN"} or not _whole(scene, rule, noun):
        return None
    clause = next((c for c in scene.syntax.children(noun, *CLAUSE) if c.i > noun.i and c.pos in {"VERB", "AUX"}), None)
    if clause is None:
        return None
    low, high = scene.syntax.edges(clause)
    opening = scene.syntax.tokens[low]
    if (
        scene.lower(opening) != "that"
        or opening.i != noun.i + 1
        or opening.tag == "WDT"
        or opening.dep in SUBJECT_OR_OBJECT
    ):
        return None
    claim = stretch(scene, low + 1, high)
    return claim and _of_noun(scene, rule, noun, claim)


def noun_of(scene: Scene, rule: Rule, noun: Token) -> Draft | None:
    """X's NOUN of Y (as Z)."""
    if noun.pos not in {"NOUN", "PROPN"}:
        return None
    prep = next((p for p in scene.syntax.children(noun, "prep") if scene.lower(p) == "of"), None)
    target = scene.syntax.child(prep, "pobj", "pcomp") if prep is not None else None
    if prep is None or target is None:
        return None
    how = _as(scene, noun, *_ends(scene, target))
    if noun.lemma not in {"narrative", "storyline", "myth"} and how is None:
        return None
    last = scene.syntax.edges(how or prep)[1]
    claim = stretch(scene, prep.i + 1, last)
    return claim and _of_noun(scene, rule, noun, claim)


def _of_noun(scene: Scene, rule: Rule, noun: Token, claim: Span) -> Draft:
    """Return the draft of a telling named by a noun: its owner possesses it or pushes it."""
    lists = narrative_lexicon().lists
    owner = scene.owner_of_noun(noun)
    owners: tuple[Token, ...] = (owner,) if owner is not None else ()
    counter, verb = None, scene.syntax.head(noun) if noun.dep in {"dobj", "nsubjpass"} else None
    if noun.dep == "pobj":
        prep = scene.syntax.head(noun)
        verb = scene.syntax.head(prep) if scene.lower(prep) in {"to", "against", "on", "at", "with"} else None
    if verb is not None and verb.pos == "VERB":
        doers = (scene.agent(verb),) if scene.syntax.is_passive(verb) else scene.doers(verb)
        named = tuple(d for d in doers if d is not None)
        if verb.lemma.lower() in lists["pushing"] and not owners and not scene.negated(verb, lists["refusing"]):
            owners = named
        elif verb.lemma.lower() in lists["countering"] and named:
            counter = named[0]
    return Draft(rule.id, claim, noun.span, owners, noun, counter=counter, disowned=counter is not None)


def under(scene: Scene, rule: Rule, noun: Token) -> Draft | None:
    """Under the NOUN of Y; on the NOUN that …"""
    prep = scene.syntax.head(noun)
    if noun.dep != "pobj" or scene.lower(prep) not in UNDER:
        return None
    of = next((p for p in scene.syntax.children(noun, "prep") if scene.lower(p) == "of"), None)
    clause = scene.syntax.child(noun, "acl", "ccomp")
    if of is not None:
        claim = stretch(scene, of.i + 1, scene.syntax.edges(of)[1])
    elif clause is not None and scene.lower(scene.syntax.tokens[noun.i + 1]) == "that":
        claim = stretch(scene, noun.i + 2, scene.syntax.edges(clause)[1])
    else:
        return None
    verb = scene.syntax.head(prep)
    if verb.pos not in {"VERB", "AUX"}:
        owner = scene.owner_of_noun(verb)
        owners: tuple[Token, ...] = (owner,) if owner is not None else ()
    elif scene.syntax.is_passive(verb):
        agent = scene.agent(verb)
        owners = (agent,) if agent is not None else ()
    else:
        owners = scene.doers(verb)
    return claim and Draft(rule.id, claim, scene.syntax.span(prep, noun), owners, noun, disowned=True)


def as_noun(scene: Scene, rule: Rule, noun: Token) -> Draft | None:
    """VERB X as a NOUN (to, for …)."""
    prep = scene.syntax.head(noun)
    if noun.dep != "pobj" or scene.lower(prep) != "as":
        return None
    thing = scene.syntax.head(prep)
    verb = thing if thing.pos == "VERB" else scene.syntax.head(thing)
    if verb.lemma not in {"use", "cite", "exploit", "seize", "invoke", "take"} or scene.syntax.is_passive(verb):
        return None
    thing = scene.syntax.child(verb, "dobj") or thing
    if thing.pos == "VERB" or (scene.syntax.child(verb, "aux") is not None and _may(scene, verb)):
        return None
    claim = stretch(scene, scene.syntax.edges(thing)[0], prep.i - 1)
    return claim and Draft(rule.id, claim, scene.syntax.span(prep, noun), scene.doers(verb), noun, disowned=True)


def so_called(scene: Scene, rule: Rule, word: Token) -> Draft | None:
    """X's so-called Y."""
    tokens, first = scene.syntax.tokens, word.i
    if scene.lower(word) == "called":
        if word.i < 2 or scene.lower(tokens[word.i - 1]) != "-" or scene.lower(tokens[word.i - 2]) != "so":
            return None
        first = word.i - 2
    before = tokens[first - 1] if first else None
    if before is None or scene.lower(before) not in {"'s", "'"} or word.i + 1 >= len(tokens):
        return None
    head = next((a for a in scene.syntax.ancestors(word) if a.pos in {"NOUN", "PROPN"} and a.i > word.i), None)
    claim = stretch(scene, word.i + 1, head.i) if head is not None else None
    owner = scene.syntax.head(before)
    return claim and Draft(rule.id, claim, scene.syntax.span(tokens[first], word), (owner,), word, disowned=True)


def _may(scene: Scene, verb: Token) -> bool:
    return any(
        scene.lower(a) in {"may", "might", "could", "would", "can", "should"}
        for a in scene.syntax.children(verb, "aux")
    )


def _unfit(scene: Scene, rule: Rule, verb: Token) -> bool:
    """Return whether the verb frames nothing here: negated, refused, only possible, or of another sense."""
    words = scene.syntax.words(scene.syntax.sentence_of(verb))
    if rule.unless and any(t.lemma.lower() in rule.unless for t in words):
        return True
    if any(scene.lower(mark) in {"if", "unless", "whether"} for mark in scene.syntax.children(verb, "mark")):
        return True
    return _may(scene, verb) or scene.negated(verb, narrative_lexicon().lists["refusing"])


def _whole(scene: Scene, rule: Rule, noun: Token) -> bool:
    """Return whether the noun is a word of the rule, together with the words before it where it has several."""
    for word in rule.words:
        parts = word.replace("-", " - ").split()
        found = scene.syntax.tokens[max(0, noun.i - len(parts) + 1) : noun.i + 1]
        if parts[-1] == noun.lemma.lower() and [scene.lower(t) for t in found[:-1]] == parts[:-1]:
            return True
    return False


FORMS: Mapping[Form, Callable[[Scene, Rule, Token], Draft | None]] = {
    "object_as": object_as,
    "itself_as": itself_as,
    "what": what,
    "noun_that": noun_that,
    "noun_of": noun_of,
    "under": under,
    "as_noun": as_noun,
    "so_called": so_called,
}
