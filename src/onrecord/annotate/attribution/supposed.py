"""What the writer supposes and nobody voiced: what somebody knows, would say, cannot accept, wants as a motive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import is_infinitive
from onrecord.annotate.attribution.deeds import is_told_deed
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.source import source_nouns

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.syntax import Syntax, Token

# What goes on in a head: told without words of theirs it is the writer's own reading of them
KNOWING = frozenset({"know", "aware", "unaware", "mindful"})
WILLING = frozenset(
    {"want", "wish", "like", "intend", "mean", "plan", "aim", "seek", "hope", "desire", "eager", "keen"}
)
MINDS = KNOWING | WILLING | {"realize", "realise", "understand", "remember", "forget", "notice"}
SEEMING = frozenset({"seem", "appear", "look"})
MOTIVES = frozenset({"because", "as", "since", "so"})
CONDITIONS = frozenset({"if", "unless"})
MAYBE = frozenset({"may", "might"})
GENERIC = frozenset({"one", "you"})
# Words under which the saying did not come about ("incapable of accepting", "hard to argue", "failed to mention")
FAILING = frozenset(
    "incapable unable hard difficult impossible easy tempting fail willing able ready free afraid reluctant unlikely "
    "unwilling".split()
)
# Prepositions under which the saying is the one that was not made ("instead of admitting that …")
INSTEAD = frozenset({"without", "instead", "than"})
# Verbs that ask somebody to say something: it is not said yet ("called on the mayor to say whether")
ASKING_FOR = frozenset("call urge ask tell press order invite challenge push".split())
GOVERNED = frozenset({"xcomp", "pcomp", "advcl", "ccomp", "conj"})
BRINGING = frozenset("persuade convince force compel pressure get".split())
TAKEN_IN = frozenset({"accept", "believe", "acknowledge", "recognize", "recognise", "see", "understand", "admit"})
# Verbs by which a thing lets something be seen, and the words of somebody that only do so in another's eyes
SHOWING = frozenset("show highlight underline underscore prove demonstrate illustrate".split())
OCCASIONS = frozenset("speech address remark comment word message tweet interview answer gesture vote visit".split())
POINTERS = frozenset({"this", "that", "it", "them", "these", "those"})
BARE_PATTERNS = frozenset({"obj", "about", "of", "on"})


def is_supposed(reading: Reading, finding: Finding) -> bool:
    """Return whether a finding without quoted words tells a thought or saying nobody is told to have voiced."""
    if _is_imagined(reading.syntax, finding):
        return True
    if reading.quoted.share(finding.content, finding.head) > 0:
        return False
    return (
        _is_read_mind(reading, finding)
        or _is_unrealised(reading.syntax, finding)
        or _is_shown(reading.syntax, finding)
        or _is_bare(reading.syntax, finding)
        or is_told_deed(reading, finding)
    )


def _is_imagined(syntax: Syntax, finding: Finding) -> bool:
    """Return whether the writer lends somebody words: "or, as the poet might say, …"."""
    verb = finding.head
    if finding.entry.kind != "verb" or not any(c.lower == "as" for c in syntax.children(verb, "mark", "advmod")):
        return False
    return any(c.lower in MAYBE | {"would", "could"} for c in syntax.children(verb, "aux"))


def _is_read_mind(reading: Reading, finding: Finding) -> bool:
    """Return whether the writer looks into a head: "voters know", "did not want", "seems eager", "as Rome wants"."""
    if finding.entry.kind not in {"verb", "adjective"}:
        return False
    syntax = reading.syntax
    word, predicate = finding.entry.words[0], _predicate(syntax, finding)
    if finding.entry.kind == "adjective" and predicate.lemma.lower() in SEEMING:
        return True
    if word not in MINDS:
        return False
    if word in WILLING and any(c.lower == "would" for c in syntax.children(predicate, "aux")):
        return True
    if word in KNOWING or any(syntax.children(t, "neg") for t in {predicate, finding.head}):
        return True
    return word in WILLING and _is_motive(reading, predicate, finding.speaker)


def _is_motive(reading: Reading, predicate: Token, speaker: Token | None) -> bool:
    """Return whether a wish of a state or body only gives the reason of what is told ("because Rome wants to stay")."""
    mention = None if speaker is None else reading.entities.at(speaker)
    if mention is None or mention.kind not in {"party", "institution"}:
        return False
    return predicate.dep == "advcl" and _is_marked(reading.syntax, predicate, MOTIVES)


def _predicate(syntax: Syntax, finding: Finding) -> Token:
    """Return the verb that carries subject and negation: the copula of an adjective, else the cue."""
    head = finding.head
    return syntax.head(head) if head.dep in {"acomp", "oprd", "attr"} else head


def _is_marked(syntax: Syntax, verb: Token, words: frozenset[str]) -> bool:
    marks = [c for c in syntax.children(verb, "mark", "advmod") if c.i < verb.i and c.lower in words]
    return any(m.i == 0 or syntax.tokens[m.i - 1].lower != "even" for m in marks)


def _is_unrealised(syntax: Syntax, finding: Finding) -> bool:
    """Return whether the saying is only thought of: under "if", "may", "incapable of", by "one" or by an empty "it"."""
    verb, speaker = finding.head, finding.speaker
    if finding.entry.kind != "verb" or finding.rules[-1] in {"verb.parenthetical", "verb.as"}:
        return False
    aux = {c.lower for c in syntax.children(verb, "aux")}
    if aux & MAYBE or (verb.tag != "VBG" and _is_marked(syntax, verb, CONDITIONS)):
        return True
    if speaker is not None and speaker.lower in GENERIC and not syntax.children(speaker):
        return bool(aux & {"would", "could", "can", "should", "must", "might"})
    if _is_instead(syntax, verb):
        return True
    return verb.dep in GOVERNED and _is_governed(syntax, verb, speaker)


def _is_governed(syntax: Syntax, verb: Token, speaker: Token | None) -> bool:
    """Return whether the word above tells that the saying did not come about or is only asked for."""
    above = syntax.head(verb)
    if verb.dep == "pcomp":
        above = syntax.head(above)
    if speaker is not None and speaker.lower == "it" and is_infinitive(syntax, verb):
        return above.lemma == "be" or above.pos == "ADJ"
    while verb.dep == "conj" and verb.tag == "VB" and above.dep == "xcomp":
        verb, above = above, syntax.head(above)
    if _is_asked_for(syntax, verb, above):
        return True
    return (is_infinitive(syntax, verb) or verb.dep == "pcomp") and above.lemma.lower() in FAILING


def _is_asked_for(syntax: Syntax, verb: Token, above: Token) -> bool:
    """Return whether somebody is only asked or brought to say it: "demanded that he explain", "force him to deny"."""
    lemma = above.lemma.lower()
    if is_infinitive(syntax, verb):
        return lemma in BRINGING or (lemma in ASKING_FOR and verb.lemma in {"say", "explain", "state"})
    subject = syntax.child(verb, "nsubj")
    singular = subject is not None and subject.tag in {"NN", "NNP"} and not syntax.children(subject, "conj")
    bare = verb.tag == "VB" or (verb.tag == "VBP" and singular)
    if not bare or subject is None or syntax.children(verb, "aux") or verb.dep != "ccomp":
        return False
    return any(e.cls == "demand" for e in cues("verb").get(lemma, ()))


def _is_instead(syntax: Syntax, verb: Token) -> bool:
    """Return whether the saying is the one that was not made: "without", "instead of", "rather than"."""
    if verb.dep == "advcl":
        return verb.tag == "VB" and any(c.lower == "than" for c in syntax.children(verb, "mark"))
    if verb.dep != "pcomp":
        return False
    preposition = syntax.head(verb)
    words = {preposition.lower, *(c.lower for c in syntax.children(preposition, "advmod"))}
    if preposition.lower == "of" and preposition.i > 0:
        words.add(syntax.tokens[preposition.i - 1].lower)
    return bool(words & INSTEAD)


def _is_shown(syntax: Syntax, finding: Finding) -> bool:
    """Return whether a thing lets see what is told, or somebody does something to let it be seen."""
    word, verb, speaker = finding.entry.words[0], finding.head, finding.speaker
    if finding.entry.kind != "verb" or word not in SHOWING:
        return False
    if is_infinitive(syntax, verb) and verb.dep in {"xcomp", "advcl", "acl"}:
        return syntax.head(verb).lemma.lower() not in SEEMING | {"go", "continue", "use"}
    if speaker is None:
        return False
    noun = source_nouns().get(speaker.lemma.lower())
    return speaker.lemma.lower() in OCCASIONS and (noun is None or noun.kind == "document")


def _is_bare(syntax: Syntax, finding: Finding) -> bool:
    """Return whether only the topic is pointed at, or a question on a topic only leads on to its answer."""
    pattern, word, verb = finding.rules[-1].rsplit(".", 1)[-1], finding.entry.words[0], finding.head
    if finding.entry.kind != "verb":
        return False
    words = [t.lower for span in finding.content for t in syntax.within(span)]
    if finding.entry.cls == "neutral" and pattern in BARE_PATTERNS and len(words) == 1 and words[0] in POINTERS:
        return True
    if word == "refuse":
        clause = syntax.child(verb, "xcomp")
        return clause is not None and clause.lemma.lower() in TAKEN_IN
    if word == "report" and pattern == "obj":
        return verb.tag == "VBG" and not syntax.children(verb, "aux")
    leads = verb.dep == "advcl" and verb.i == syntax.sentence_of(verb).first
    return word == "ask" and pattern == "passive" and finding.speaker is None and leads and words[:1] == ["about"]
