"""What a verbal cue governs: its content by pattern, as token sets, with the words that extend the cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.subject import SPEECH

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from onrecord.annotate.attribution.lexicon import CueEntry
    from onrecord.types.syntax import Syntax, Token

CONTENT_PREPOSITIONS = frozenset({"for", "of", "to", "as", "with", "against", "over", "from", "into", "about"})
QUESTIONS = frozenset({"whether", "how", "when", "where", "why"})
ASIDES = frozenset({"before", "after", "when", "while", "as"})
OCCASIONS = frozenset("time moment day week month interview statement conference email tweet letter speech".split())
ANSWERING = frozenset({"respond", "reply", "react", "answer"})
ASKING = frozenset({"ask", "inquire", "wonder", "question", "query"})
NAMING = frozenset({"call", "label", "brand", "dub", "declare", "deem", "term", "consider", "pronounce"})
EMPTY_OBJECTS = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"})
FREE_PRONOUNS = frozenset({"what", "which", "who", "whom", "that", "whatever"})


@dataclass(frozen=True, slots=True)
class Complement:
    """The content's tokens (indices), the further cue tokens and the pattern that gave them."""

    tokens: frozenset[int]
    cue: tuple[Token, ...]
    pattern: str


def complement(syntax: Syntax, verb: Token, entry: CueEntry, own: frozenset[int] = frozenset()) -> Complement | None:
    """Return what the verb governs as content, by the first pattern of the entry that fits.

    `own` are tokens of the cue itself that the parser took for a complement ("made *clear* that").
    """
    found = _clause(syntax, verb, entry, own)
    if found is not None:
        return found
    for reader in (_as, _object_infinitive, _preposition, _infinitive, _gerund, _object):
        found = reader(syntax, verb, entry)
        if found is not None:
            return found
    return None


def tree(syntax: Syntax, *heads: Token) -> frozenset[int]:
    """Return the indices of the tokens under the heads."""
    return frozenset(t.i for head in heads for t in syntax.subtree(head))


def is_infinitive(syntax: Syntax, verb: Token) -> bool:
    """Return whether a verb stands in the infinitive with "to"."""
    return any(c.tag == "TO" for c in syntax.children(verb, "aux"))


def _clause(syntax: Syntax, verb: Token, entry: CueEntry, own: frozenset[int]) -> Complement | None:
    if not entry.takes & {"clause", "quote", "as"}:
        return None
    clauses = [c for c in syntax.children(verb, "ccomp") if c.i not in own and _is_content(syntax, c)]
    clauses += [c for c in _loose(syntax, verb, entry) if c not in clauses]
    clauses = clauses or _beyond_aside(syntax, verb) or _beyond_time(syntax, verb)
    clauses = [c for c in clauses if not _is_apart(syntax, c, verb) and not _is_answered(syntax, c, verb)]
    if any(c.i > verb.i for c in clauses):
        clauses = [c for c in clauses if c.i > verb.i or not _is_saying(syntax, c)]
    if "inf" in entry.takes and any(is_infinitive(syntax, c) and c.i > verb.i for c in syntax.children(verb, "xcomp")):
        clauses = [c for c in clauses if c.i > verb.i]  # "The fleet left and raiders threaten to land"
    small = not entry.takes & {"clause", "quote"}
    if small:
        clauses = [c for c in clauses if c.pos not in {"VERB", "AUX"} and c.i > verb.i]
    if not clauses:
        return None
    heads = clauses[:1]
    heads += [c for c in clauses[1:] if c.i > verb.i and not _is_reduced(syntax, c)]
    heard = _misread_subject(syntax, verb, clauses[0]) if entry.hears else None
    if heard is not None:
        lost = frozenset({heard.i}) if _is_joined_name(syntax, heard) else tree(syntax, heard)
        return Complement(tree(syntax, *heads) | lost, (), "clause")
    lost = frozenset() if entry.hears else _lost_subject(syntax, verb, clauses[0])
    if lost:
        return Complement(tree(syntax, *heads) | lost, (), "clause")
    objects = [] if entry.hears or entry.takes & {"obj_inf"} else _relatives(syntax, verb)
    return Complement(tree(syntax, *heads, *objects), (), "clause")


def _misread_subject(syntax: Syntax, verb: Token, clause: Token) -> Token | None:
    """Return the subject of "told the BBC Lima would pay", which the parser joined to the name of the one told.

    So too of "warned Lima and its allies were in danger", where nobody but the subject is named.
    """
    obj = syntax.child(verb, "dobj", "dative")
    if obj is None or syntax.child(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") is not None:
        return None
    several = obj.pos in {"NOUN", "PROPN"} and bool(syntax.children(obj, "conj"))
    joined = (_is_joined_name(syntax, obj) or several) and syntax.edges(clause)[0] == syntax.edges(obj)[1] + 1
    finite = any(c.tag in {"MD", "VBZ", "VBD", "VBP"} for c in (clause, *syntax.children(clause, "aux", "auxpass")))
    return obj if joined and finite else None


def _is_joined_name(syntax: Syntax, noun: Token) -> bool:
    return noun.pos == "PROPN" and any(c.pos == "PROPN" for c in syntax.children(noun, "compound", "nmod"))


def _lost_subject(syntax: Syntax, verb: Token, clause: Token) -> frozenset[int]:
    """Return the tokens before a finite clause that has no subject: "said about ninety crews were refused"."""
    low = syntax.edges(clause)[0]
    if verb.dep in {"relcl", "conj"} or low <= verb.i + 1 or clause.tag in {"VB", "VBG"}:
        return frozenset()
    if any(c.dep in {"nsubj", "nsubjpass", "expl", "csubj", "mark", "attr"} for c in syntax.children(clause)):
        return frozenset()
    between = syntax.tokens[verb.i + 1 : low]
    finite = any(c.tag in {"MD", "VBZ", "VBD", "VBP"} for c in (clause, *syntax.children(clause, "aux", "auxpass")))
    plain = between[0].pos in {"DET", "NOUN", "PROPN", "NUM", "ADJ", "ADV"} and between[-1].text != ","
    if not finite or not plain or any(t.dep == "nsubj" and syntax.head(t) is verb for t in between):
        return frozenset()
    return frozenset(t.i for t in between)


def _is_reduced(syntax: Syntax, clause: Token) -> bool:
    """Return whether a clause is a participle that tells of the speaker: "…, said one envoy involved in the talks"."""
    return clause.tag in {"VBN", "VBG"} and syntax.child(clause, "aux", "auxpass", "mark") is None


def _loose(syntax: Syntax, anchor: Token, entry: CueEntry) -> list[Token]:
    """Return content clauses under another label: "asked if", "pondered whether to", "made the point that"."""
    found = [c for c in syntax.children(anchor, "xcomp") if c.i > anchor.i and _has_mark(syntax, c, QUESTIONS)]
    if entry.words[0] in ASKING:
        found += [c for c in syntax.children(anchor, "advcl") if _has_mark(syntax, c, {"if", "whether"})]
    if anchor.pos in {"NOUN", "ADJ"}:
        found += [c for c in syntax.children(anchor, "acl", "advcl", "relcl") if _has_mark(syntax, c, {"that"})]
    if entry.hears:
        heard = syntax.children(anchor, "dobj")
        found += [c for h in heard for c in syntax.children(h, "acl", "relcl") if _has_mark(syntax, c, {"that"})]
    return found


def _beyond_aside(syntax: Syntax, verb: Token) -> list[Token]:
    """Return the "that" clause the parser hung on an aside: "told the council before he left that …"."""
    if any(c.i > verb.i for c in syntax.children(verb, "xcomp")):
        return []
    asides = [c for c in syntax.children(verb, "advcl") if c.i > verb.i and _has_mark(syntax, c, ASIDES)]
    return [
        c
        for aside in asides[:1]
        if aside.lemma.lower() not in SPEECH - ASKING
        for c in syntax.children(aside, "ccomp")
        if c.i > aside.i and _has_mark(syntax, c, {"that"})
    ]


def _beyond_time(syntax: Syntax, verb: Token) -> list[Token]:
    """Return the clause the parser hung on the occasion: "reported at the time that …", "said after the vote he …"."""
    for prep in syntax.children(verb, "prep"):
        noun = syntax.child(prep, "pobj")
        if prep.i > verb.i and noun is not None and noun.lemma.lower() in OCCASIONS:
            for clause in syntax.children(noun, "relcl", "acl"):
                first = syntax.tokens[syntax.edges(clause)[0]]
                if first.lower == "that" and syntax.child(clause, "nsubj", "nsubjpass") not in {None, first}:
                    return [clause]
    for clause in syntax.children(verb, "advcl"):
        first = syntax.tokens[syntax.edges(clause)[0]]
        if first.i == verb.i + 1 and first.dep == "prep" and _is_finite(syntax, clause):
            return [clause]
    return []


def _is_finite(syntax: Syntax, clause: Token) -> bool:
    """Return whether a clause has a subject and a tense of its own and no mark that makes it an adverbial one."""
    if syntax.child(clause, "mark") is not None or syntax.child(clause, "nsubj", "nsubjpass") is None:
        return False
    return any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in (clause, *syntax.children(clause, "aux", "auxpass")))


def _has_mark(syntax: Syntax, clause: Token, words: AbstractSet[str]) -> bool:
    return any(c.lower in words for c in syntax.children(clause, "mark", "advmod"))


def _is_apart(syntax: Syntax, clause: Token, verb: Token) -> bool:
    """Return whether a clause before the cue is parted from it by a semicolon and so stands on its own."""
    high = syntax.edges(clause)[1]
    return clause.i < verb.i and any(t.text == ";" for t in syntax.tokens[high : verb.i])


def _is_saying(syntax: Syntax, clause: Token) -> bool:
    """Return whether a clause before the cue is a saying beside it: "He said it sank, and when asked, he said “…”"."""
    if clause.lemma.lower() not in SPEECH or syntax.child(clause, "nsubj") is None:
        return False
    return any(c.i > clause.i for c in syntax.children(clause, "ccomp"))


def _is_answered(syntax: Syntax, clause: Token, verb: Token) -> bool:
    """Return whether a clause tells what is answered to ("responded to reports that …"), not the answer."""
    if verb.lemma.lower() not in ANSWERING or clause.i < verb.i:
        return False
    low = syntax.edges(clause)[0]
    return any(p.lower == "to" and verb.i < p.i < low for p in syntax.children(verb, "prep")) and syntax.tokens[
        low
    ].lower in {"that", "whether"}


def _relatives(syntax: Syntax, verb: Token) -> list[Token]:
    return [c for c in syntax.children(verb, "oprd") if c.i > verb.i]


def _is_content(syntax: Syntax, clause: Token) -> bool:
    """Return whether a clausal complement is one, not a participle the parser hung there."""
    return clause.tag != "VBG" or any(c.dep in {"nsubj", "nsubjpass", "aux", "mark"} for c in syntax.children(clause))


def _as(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    if "as" not in entry.takes:
        return None
    obj = syntax.child(verb, "dobj")
    predicate = [c for c in syntax.children(verb) if c.i > verb.i and _is_predicate(syntax, c)]
    if obj is not None and not predicate:
        predicate = [p for p in syntax.children(obj, "prep") if p.lower == "as" and p.i > verb.i]
        predicate += [p for p in syntax.children(obj, "acl") if p.pos == "ADJ" and p.i > obj.i > verb.i]
    if not predicate:
        return _named_predicate(syntax, entry, obj) or _quoted_predicate(syntax, verb, obj)
    heads = [*([obj] if obj is not None and obj.lower not in FREE_PRONOUNS else []), *predicate]
    if entry.words[0] in NAMING and len(heads) < 2 and predicate[0].pos == "PROPN" and verb.dep != "relcl":
        return None
    if len(heads) < 2 and not (obj is not None or _is_relative(verb) or predicate[0].dep == "oprd"):
        return None
    return Complement(tree(syntax, *heads), (), "as")


def _named_predicate(syntax: Syntax, entry: CueEntry, obj: Token | None) -> Complement | None:
    """Read "called the tour a farce" where the parser took the name given for an apposition."""
    if obj is None or entry.words[0] not in NAMING:
        return None
    given = syntax.child(obj, "appos")
    if given is None or not any(c.lower in {"a", "an"} for c in syntax.children(given, "det")):
        return None
    low = syntax.edges(given)[0]
    if syntax.tokens[low - 1].text in {",", "-", "—", "–", "("}:
        return None
    return Complement(tree(syntax, obj), (), "as")


def _quoted_predicate(syntax: Syntax, verb: Token, obj: Token | None) -> Complement | None:
    """Read "called the report “absurd”" where the parser took the quoted word into the object."""
    if obj is None or obj.i < verb.i:
        return None
    inside = syntax.subtree(obj)
    marks = [t for t in inside if t.text in {"“", '"', "‘", "'"} and t.i > verb.i + 1]
    return Complement(frozenset(t.i for t in inside), (), "as") if marks else None


def _is_predicate(syntax: Syntax, child: Token) -> bool:
    if child.dep == "oprd":
        return True
    if child.dep == "prep" and child.lower == "as":
        return True
    if child.dep == "advcl" and child.pos in {"ADJ", "NOUN", "VERB"}:
        return any(c.lower == "as" and c.i < child.i for c in syntax.children(child, "mark", "prep"))
    return child.dep == "xcomp" and (child.pos in {"ADJ", "NOUN"} or syntax.child(child, "aux") is None)


def _is_relative(verb: Token) -> bool:
    return verb.dep in {"relcl", "pcomp", "ccomp"}


def _object_infinitive(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    """Read "urged Kyiv to leave" and, with a bare clause, "wants Kyiv to leave" (parsed as one clause)."""
    if "obj_inf" not in entry.takes:
        return None
    for clause in syntax.children(verb, "ccomp", "xcomp"):
        if clause.i > verb.i and is_infinitive(syntax, clause):
            obj = syntax.child(verb, "dobj")
            if obj is not None and verb.i < obj.i < clause.i:
                return Complement(tree(syntax, obj, clause), (), "obj_inf")
            if syntax.child(clause, "nsubj", "nsubjpass") is not None:
                return Complement(tree(syntax, clause), (), "obj_inf")
    obj = syntax.child(verb, "dobj")
    if obj is not None:
        for clause in syntax.children(obj, "acl", "relcl"):
            if is_infinitive(syntax, clause):
                return Complement(tree(syntax, obj), (), "obj_inf")
    return None


def _infinitive(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    if "inf" not in entry.takes:
        return None
    given = syntax.child(verb, "dobj")
    if given is not None and "obj" in entry.takes and given.pos == "NOUN" and given.i > verb.i:
        return None  # "promised ten boats to win the port over": the purpose
    for clause in syntax.children(verb, "xcomp", "advcl", "ccomp"):
        if clause.i > verb.i and is_infinitive(syntax, clause) and clause.dep != "advcl":
            return Complement(tree(syntax, clause), (), "inf")
    return None


def _gerund(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    if "ger" not in entry.takes:
        return None
    for clause in syntax.children(verb, "xcomp", "ccomp"):
        if clause.i > verb.i and clause.tag == "VBG":
            return Complement(tree(syntax, clause), (), "ger")
    return None


def _object(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    wanted = entry.object_prepositions
    obj = next((c for c in syntax.children(verb, "dobj") if c.lower not in EMPTY_OBJECTS), None)
    if obj is None or not _may_be_object(verb, obj):
        return None
    preps = [p for p in syntax.children(verb, "prep") if p.i > obj.i]
    if wanted:
        own = [p for p in (*preps, *syntax.children(obj, "prep")) if p.lower in wanted and p.lower != "inf"]
        if own:
            rest = [p for p in preps if p.i > own[0].i and p.lower in CONTENT_PREPOSITIONS]
            rest += [
                c for c in syntax.children(verb, "xcomp", "advcl") if c.i > own[0].i and _follows(syntax, c, own[0])
            ]
            return Complement(tree(syntax, obj, *own, *rest), (), "obj_" + own[0].lower)
    if "obj" not in entry.takes or entry.hears:
        return None
    parted = _parted_infinitive(syntax, verb, obj)
    if parted is not None:
        return Complement(frozenset(range(syntax.edges(obj)[0], syntax.edges(parted)[1] + 1)), (), "obj")
    kept = [p for p in preps if p.lower in CONTENT_PREPOSITIONS and p.i > verb.i]
    return Complement(tree(syntax, obj, *kept[:1]), (), "obj")


def _parted_infinitive(syntax: Syntax, verb: Token, obj: Token) -> Token | None:
    """Return the infinitive a day parts from its noun: "cited a call on Lima in July to release the files"."""
    if not any("inf" in e.takes or "on" in e.prepositions for e in cues("noun").get(obj.lemma.lower(), ())):
        return None
    infinitives = [c for c in syntax.children(verb, "xcomp", "advcl") if c.i > obj.i and is_infinitive(syntax, c)]
    return infinitives[0] if infinitives and any(p.i > obj.i for p in syntax.children(verb, "prep")) else None


def _may_be_object(verb: Token, obj: Token) -> bool:
    return obj.i > verb.i or obj.tag == "DT"


def _preposition(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    if not entry.prepositions:
        return None
    for prep in syntax.children(verb, "prep", "prt", "dative"):
        if prep.lower not in entry.prepositions or prep.i < verb.i:
            continue
        inner = syntax.child(prep, "pobj", "pcomp")
        if inner is None or (prep.lower in {"on", "in", "at", "by", "to"} and inner.ent in {"DATE", "TIME"}):
            continue
        obj = syntax.child(verb, "dobj")
        if "obj" in entry.takes and obj is not None and verb.i < obj.i < prep.i and obj.lower not in FREE_PRONOUNS:
            return Complement(tree(syntax, obj, prep), (), "obj_" + prep.lower)
        more = [c for c in syntax.children(prep) if c.dep in {"pobj", "pcomp", "prep"}]
        more += [
            c for c in syntax.children(verb, "xcomp", "advcl", "ccomp") if c.i > inner.i and _follows(syntax, c, inner)
        ]
        return Complement(tree(syntax, *more), (prep,), prep.lower)
    return _for_to(syntax, verb, entry)


def _for_to(syntax: Syntax, verb: Token, entry: CueEntry) -> Complement | None:
    """Read "called for Lima to pay", parsed as a clause marked by "for"."""
    if "for" not in entry.prepositions:
        return None
    for clause in syntax.children(verb, "advcl", "ccomp", "xcomp"):
        mark = next((c for c in syntax.children(clause, "mark") if c.lower == "for"), None)
        if mark is not None and clause.i > verb.i:
            return Complement(tree(syntax, clause) - {mark.i}, (mark,), "for")
    return None


def _follows(syntax: Syntax, clause: Token, inner: Token) -> bool:
    """Return whether an infinitive tells what the one called on is to do ("called on Lima to pay")."""
    return is_infinitive(syntax, clause) and syntax.edges(clause)[0] == syntax.edges(inner)[1] + 1
