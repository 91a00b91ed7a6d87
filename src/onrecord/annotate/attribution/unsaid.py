"""What looks like a saying and is none: "it offers", "could support growth", "if Lima agreed", "said nothing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.annotate.attribution.complements import is_infinitive
from onrecord.annotate.attribution.lexicon import cues
from onrecord.annotate.attribution.quoted import is_word
from onrecord.annotate.attribution.source import SPEAKING_NAMES, source_nouns
from onrecord.annotate.attribution.subject import SPEECH, antecedent
from onrecord.annotate.attribution.supposed import is_supposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.syntax import Syntax, Token

EMPTY = frozenset({"nothing", "little", "less", "more", "much", "something", "anything", "one"})
UNREAL = frozenset({"can", "could", "would", "might", "may", "should"})
CONDITIONS = frozenset({"if", "unless", "lest"})
CLAUSAL = frozenset({"clause", "quote", "parenthetical", "trailing", "introduced", "continued", "mark", "relative"})
# Verbs under which a "to" verb of saying still tells that something was said ("went on to say")
CARRYING = frozenset(
    "continue go begin start seem appear proceed come happen move rush hasten have use quote cite report say "
    "hear know dare like want need".split()
)
MOVED = frozenset("lead allow cause force help enable make permit let bring compel prompt".split())
READERS = frozenset({"us", "you", "me"})
PEOPLE = frozenset({"person", "party", "institution", "group", "outlet"})
THOUGHT = frozenset({"belief", "factive", "hedge"})
SUPPOSING = frozenset({"may", "might", "must", "could", "should"})
OFFERED = frozenset({"apology", "condolence", "support", "praise", "thanks", "sympathy", "help", "asylum", "excuse"})


def without_unsaid(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """Drop findings that tell no saying, thought or stance of anybody; keeps the order."""
    return [f for f in found if not _is_unsaid(reading, f) and not _has_nearer(f, found)]


def _is_unsaid(reading: Reading, finding: Finding) -> bool:
    if finding.entry.cls == "declined" or not finding.content:
        return False
    if _is_nobody(reading, finding) or _is_empty(reading, finding) or _is_caused(reading.syntax, finding.head):
        return True
    if finding.entry.cls in THOUGHT and _is_supposed(reading.syntax, finding.head):
        return True
    if is_supposed(reading, finding):
        return True
    if finding.rules[-1].rsplit(".", 1)[-1] in CLAUSAL or reading.quoted.share(finding.content, finding.head) > 0:
        return False
    if finding.entry.kind != "verb":
        return False
    if _is_general(reading, finding):
        return True
    unreal = finding.rules[-1] != "verb.as" and _is_unreal(reading.syntax, finding.head)
    return unreal or _is_soft(reading, finding)


def _is_nobody(reading: Reading, finding: Finding) -> bool:
    """Return whether the source is nobody: an "it" without antecedent, "no one", "no indication"."""
    speaker, head = finding.speaker, finding.head
    if speaker is None and any(c.lower == "no" for c in reading.syntax.children(head, "det")):
        return True  # "there is no indication that"
    if speaker is not None and any(c.lower == "no" for c in reading.syntax.children(speaker, "det")):
        return True  # "no one faults the mayor"
    if speaker is None or speaker.lower != "it" or reading.entities.at(speaker) is not None:
        return False
    return head.lemma.lower() not in SPEECH or head.dep == "pcomp"


def _is_empty(reading: Reading, finding: Finding) -> bool:
    words = [t.lower for span in finding.content for t in reading.syntax.within(span) if is_word(t)]
    return len(words) == 1 and words[0] in EMPTY and reading.quoted.number(finding.head) is None


def _is_caused(syntax: Syntax, head: Token) -> bool:
    """Return whether a thought is what somebody is made to have: "led them to believe that"."""
    return head.dep in {"xcomp", "ccomp"} and head.tag == "VB" and syntax.head(head).lemma in MOVED


def _is_general(reading: Reading, finding: Finding) -> bool:
    """Return whether a thing, not somebody, tells the reader: "the figures tell us that"."""
    if not finding.entry.hears or finding.speaker is None:
        return False
    heard = reading.syntax.child(finding.head, "dobj", "dative")
    return heard is not None and heard.lower in READERS and reading.quoted.number(heard) is None


def _is_supposed(syntax: Syntax, verb: Token) -> bool:
    """Return whether the reporter only supposes the thought ("must realize that") or uses it as a conjunction."""
    if is_infinitive(syntax, verb) and verb.lemma in {"know", "determine", "realize", "understand", "establish"}:
        return True
    if is_infinitive(syntax, verb) and syntax.is_passive(verb):
        return True
    if verb.lemma == "consider" and verb.tag == "VBG" and verb.dep in {"prep", "advcl", "mark"}:
        return True
    return any(c.lower in SUPPOSING for c in syntax.children(verb, "aux"))


def _is_unreal(syntax: Syntax, verb: Token) -> bool:
    """Return whether the verb stands under "could" or "would", or after "if": nothing is told to have been said."""
    if any(c.lower in UNREAL for c in syntax.children(verb, "aux")):
        return True
    for token in (verb, *syntax.ancestors(verb)):
        if any(c.lower in CONDITIONS for c in syntax.children(token, "mark")):
            return True
        if token.dep not in {"conj", "xcomp"}:
            return False
    return False


def _is_soft(reading: Reading, finding: Finding) -> bool:
    """Return whether a verb of doing is told: what it takes no words for, by no one, for a purpose, in passing."""
    if not finding.entry.soft:
        return False
    verb, speaker = finding.head, finding.speaker
    if verb.dep in {"relcl", "acl"} and speaker is not None and antecedent(reading.syntax, speaker) is not None:
        return True
    if is_infinitive(reading.syntax, verb) and reading.syntax.head(verb).lemma not in CARRYING:
        return True
    if speaker is None:
        return True
    meant = antecedent(reading.syntax, speaker) or speaker
    mention, noun = reading.entities.at(meant), source_nouns().get(meant.lemma.lower())
    if finding.entry.words[0] in {"show", "find"}:  # only papers show and find things in words
        return noun is None or noun.kind != "document"
    if finding.entry.words[0] == "offer" and not _offers_words(reading.syntax, verb):
        return True
    if (mention is not None and mention.kind in PEOPLE) or meant.ent in SPEAKING_NAMES:
        return False
    return noun is None or noun.kind not in PEOPLE


def _offers_words(syntax: Syntax, verb: Token) -> bool:
    """Return whether what is offered is said: "offered an apology", not "offered a lift"."""
    obj = syntax.child(verb, "dobj")
    return obj is None or obj.lemma.lower() in OFFERED or obj.lemma.lower() in cues("noun")


def _has_nearer(finding: Finding, found: Sequence[Finding]) -> bool:
    """Return whether the quotation beside a cue is another cue's: the nearer one's, the one that governs it."""
    if finding.rules[-1] != "verb.quote" or finding.head.lemma.lower() in SPEECH:
        return False
    for other in found:
        if other is finding or other.head.sentence != finding.head.sentence or other.speaker is None:
            continue
        shared = any(a.overlaps(b) for a in other.content for b in finding.content)
        inside = any(c.covers(other.cue) for c in finding.content) or any(c.covers(finding.cue) for c in other.content)
        if shared and not inside and (other.rules[-1] != "verb.quote" or _gap(other) < _gap(finding)):
            return True
    return False


def _gap(finding: Finding) -> int:
    return min(max(c.start - finding.cue.end, finding.cue.start - c.end) for c in finding.content)
