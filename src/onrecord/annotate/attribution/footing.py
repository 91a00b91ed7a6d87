"""On what footing a source speaks: its type, party, name and office, from the mention and the nouns of the phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.annotate.attribution.qualifiers import qualifiers
from onrecord.annotate.attribution.source import FILE, source_nouns
from onrecord.annotate.attribution.subject import antecedent
from onrecord.types.annotation import Attribution, Qualifier
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from onrecord.annotate.attribution.finding import Finding, Reading
    from onrecord.types.annotation import Mention, QuoteForm, SourceType
    from onrecord.types.syntax import Token
    from onrecord.types.text import Span

DIRECT = 0.85
# Papers and words that are their author's own saying: the author is the source
UTTERANCES = frozenset(
    "statement account announcement remark comment release tweet post message speech address interview answer reply "
    "declaration testimony word".split(),
)
MEDIA_WORDS = frozenset(
    "news newspaper newswire agency times post tribune herald journal gazette tv television radio broadcaster media "
    "press daily weekly magazine channel network".split(),
)


# What outlets publish, and the common nouns for outlets
DISPATCHES = frozenset({"report", "story", "article", "dispatch", "editorial"})
AGENCIES = frozenset({"AP", "AFP", "DPA", "UPI", "CNN", "BBC", "NBC", "CBS", "ABC", "NPR", "PBS"})
PRESS = frozenset("newspaper magazine newswire media press news daily weekly television tv".split())


# Words for a branch of a state: that of the place told of, not of whoever was named last ("federal prosecutors")
BRANCHES = frozenset({"federal", "district", "county", "city", "municipal"})
IDENTITIES = {
    "named_person": "named_person",
    "public_document": "document",
    "nonpublic_document": "document",
    "media": "media_outlet",
}


class Footing(NamedTuple):
    """Who speaks: type, party, name and office."""

    type: SourceType
    party: str | None = None
    name: str | None = None
    office: str | None = None


def footing(reading: Reading, finding: Finding) -> Attribution:
    """Return the record of a finding, without id and parent."""
    bearer = finding.carried or finding
    who = _who(reading, bearer)
    return Attribution(
        id="",
        source=finding.source,
        cue=finding.cue,
        content=finding.content,
        source_type=who.type,
        source_party=who.party,
        source_name=who.name,
        quote=_form(reading, finding),
        cue_class=finding.entry.cls,
        why=finding.rules,
        qualifiers=_qualified(reading, finding, who),
        source_office=who.office,
    )


def _qualified(reading: Reading, finding: Finding, who: Footing) -> tuple[Qualifier, ...]:
    """Return how the source is named, and the words that qualify it; nothing where the text leaves it out."""
    if finding.source is None or finding.speaker is None or finding.carried is not None:
        return ()
    value = IDENTITIES.get(who.type) or _identity(reading, finding.speaker, who)
    named = Qualifier(finding.source, "identity", value, "identity." + who.type)
    return named, *qualifiers(reading, finding)


def _identity(reading: Reading, speaker: Token, who: Footing) -> str:
    if who.type == "institution":
        noun = source_nouns().get(speaker.lemma.lower())
        return "named_office" if noun is not None and noun.kind == "group" else "named_institution"
    mention = reading.entities.at(speaker)
    plural = speaker.tag in {"NNS", "NNPS"} or (mention is not None and mention.plural) or speaker.lower == "they"
    return "described_group" if plural else "described_person"


def _form(reading: Reading, finding: Finding) -> QuoteForm:
    """Return direct where (nearly) all words are quoted, mixed where some are."""
    share = reading.quoted.share(finding.content, finding.head if finding.carried is None else None)
    if share >= DIRECT and finding.rules[-1] == "verb.clause" and _is_led_in(reading, finding):
        return "mixed"  # wrote that “the sea is ours”
    return "direct" if share >= DIRECT else "mixed" if share > 0 else "indirect"


def _is_led_in(reading: Reading, finding: Finding) -> bool:
    """Return whether the content begins with a "that" outside of the quotation marks."""
    first = reading.syntax.within(finding.content[0])[0]
    return first.lower == "that" and reading.quoted.number(first) is None


def _who(reading: Reading, finding: Finding) -> Footing:
    head = finding.speaker
    if head is None:
        return Footing("unspecified")
    head = antecedent(reading.syntax, head) or head
    who = _of_head(reading, head, finding.source)
    if _is_local(reading, head):
        who = who._replace(party=None)
    party = _side(who.party) or _side(_party_inside(reading, head, who.type)) or _party_of_place(reading, finding, head)
    if party is None and finding.behind is not None:
        party = _who(reading, finding.behind).party
    others = {_side(m.party) for m in _partners(reading, head)} - {None}
    if others - {party}:
        return Footing(who.type, None, None, None)
    return Footing(who.type, party, who.name, who.office)


def _is_local(reading: Reading, head: Token) -> bool:
    """Return whether a body's side is only carried over from the text before though it is a branch of another's."""
    mention = reading.entities.at(head)
    if mention is None or not mention.rule.startswith("coreference.government"):
        return False
    return any(c.lower in BRANCHES for c in reading.syntax.children(head, "amod", "compound"))


def _party_of_place(reading: Reading, finding: Finding, head: Token) -> str | None:
    """Return the side of the place a sentence is set in, for those who live there ("In Lima, residents say")."""
    if head.lemma.lower() not in load_yaml(FILE)["dwellers"]:
        return None
    syntax = reading.syntax
    near = [*syntax.children(finding.head, "prep"), *syntax.children(head, "prep")]
    places = [t for prep in near if prep.lower in {"in", "of", "from"} for t in syntax.children(prep, "pobj")]
    places += [c for place in places for c in syntax.children(place, "poss", "amod", "compound")]
    parties = {m.party for t in places if (m := reading.entities.at(t)) is not None and m.party}
    return parties.pop() if len(parties) == 1 else None


def _side(party: str | None) -> str | None:
    """Return the country of an armed group: a source's side is a country or an organisation."""
    return None if party is None else party.removesuffix("-REB")


def _partners(reading: Reading, head: Token) -> list[Mention]:
    """Return the mentions coordinated with the head: "Moscow and Minsk" is no one side."""
    found = [reading.entities.at(t) for t in reading.syntax.conjuncts(head)[1:]]
    return [m for m in found if m is not None]


def _of_head(reading: Reading, head: Token, source: Span | None) -> Footing:
    author = _author(reading, head)
    if author is not None:
        return author
    if _is_titled(reading, head):
        return Footing("media")
    mention = reading.entities.at(head) or (reading.entities.covering(head) if head.pos == "PROPN" else None)
    named = _named_at_end(reading, head, source)
    if named is not None and (mention is None or not mention.name):
        return Footing("named_person", named.party, named.name, named.office)
    if mention is None:
        return _officer(reading, head, None) or Footing(_by_noun(reading, head, source))
    if mention.kind == "person" and not mention.name:
        known = _officer(reading, head, mention)
        if known is not None:
            return known
    kind = _by_mention(reading, head, mention, source)
    return Footing(kind, mention.party, mention.name, mention.office)


def _is_titled(reading: Reading, head: Token) -> bool:
    """Return whether the head is an outlet's name made of a common noun: "The Economist", "The Gulf Monitor"."""
    if head.lower not in load_yaml(FILE)["titles"] or not head.text[0].isupper() or head.tag != "NNP":
        return False
    below = reading.syntax.children(head)
    named = all(c.lower == "the" or (c.dep == "compound" and c.text[0].isupper()) for c in below)
    return bool(below) and named and below[0].lower == "the"


def _named_at_end(reading: Reading, head: Token, source: Span | None) -> Mention | None:
    """Return the person whose name ends a phrase headed by a title: "deputy adviser for trade Ana Ruiz"."""
    if source is None or not _is_group(head) or head.tag in {"NNS", "NNPS"}:
        return None
    last = reading.syntax.within(source)[-1]
    mention = reading.entities.at(last)
    if last.i == head.i or mention is None or mention.kind != "person" or not mention.name or mention.form != "name":
        return None
    before = reading.syntax.tokens[last.i - len(mention.name.split())]
    titled = before.lemma.lower() in source_nouns()  # "a friend of Mayor Ana Ruiz"
    joined = before.pos in {"PROPN", "NOUN"} or before.lower == "late"  # "her biographer, the late Ana Ruiz"
    return mention if before.i > head.i and joined and not titled else None


def _author(reading: Reading, head: Token) -> Footing | None:
    """For "a statement by the army" and "Lima's statement": the footing of the one whose words these are."""
    syntax = reading.syntax
    if head.lemma.lower() in DISPATCHES and head.tag != "NNS":
        return _publisher(reading, head)
    if head.lemma.lower() not in UTTERANCES:
        return None
    owners = list(syntax.children(head, "poss"))
    for prep in syntax.children(head, "prep", "acl"):
        if prep.lower in {"by", "from", "of"}:
            owners += syntax.children(prep, "pobj")
        elif prep.lemma in {"issue", "release", "make"}:
            owners += [o for by in syntax.children(prep, "agent") for o in syntax.children(by, "pobj")]
    for owner in owners:
        mention = reading.entities.at(owner)
        if mention is not None and mention.kind in {"institution", "party", "person", "group"}:
            return _of_head(reading, owner, None)
        noun = source_nouns().get(owner.lemma.lower())
        if noun is not None and noun.kind == "institution":
            return Footing("institution", _party_inside(reading, owner, "institution"))
    return None


def _publisher(reading: Reading, head: Token) -> Footing | None:
    """For "the AP report" and "a story in the Herald": the outlet that published it."""
    syntax = reading.syntax
    owners = list(syntax.children(head, "poss", "compound", "nmod"))
    for prep in syntax.children(head, "prep"):
        if prep.lower in {"by", "from", "of", "in"}:
            owners += syntax.children(prep, "pobj")
    owners += [c for o in list(owners) for c in syntax.children(o, "compound")]
    for owner in owners:
        mention = reading.entities.at(owner)
        if mention is not None and mention.kind == "outlet":
            return Footing("media", mention.party, mention.name)
    owned = any(o.lemma.lower() in PRESS or o.text in AGENCIES for o in owners)
    return Footing("media") if owned else None


def _officer(reading: Reading, head: Token, mention: Mention | None) -> Footing | None:
    """Resolve a bare title: the person of that office named before, else the office as an institution."""
    noun = source_nouns().get(head.lemma.lower())
    if noun is None or noun.standing not in {"principal", "official"} or head.tag in {"NNS", "NNPS"}:
        return None
    party = mention.party if mention is not None else None
    definite = any(c.lower == "the" or c.dep == "poss" for c in reading.syntax.children(head))
    if not definite and head.pos != "PROPN":
        return None
    for other in reversed(reading.entities.mentions):
        if other.head >= head.i or other.kind != "person" or not other.name:
            continue
        if _has_held(reading, other, head.lemma.lower()) and party in {None, other.party}:
            return Footing("named_person", other.party, other.name, other.office)
    if noun.standing != "principal":
        return None
    return Footing("institution", party, None, mention.office if mention is not None else None)


def _has_held(reading: Reading, person: Mention, title: str) -> bool:
    """Return whether the text gives a person a title: as office, or after the name ("Ana Ruiz, a commander")."""
    if person.office is not None and title in person.office.lower():
        return True
    return any(c.lemma.lower() == title for c in reading.syntax.children(reading.syntax.tokens[person.head], "appos"))


def _party_inside(reading: Reading, head: Token, kind: SourceType) -> str | None:
    """Return the one party named in the phrase of a paper, an outlet or a body ("a Chilean report")."""
    if kind in {"named_person", "unspecified"}:
        return None
    syntax = reading.syntax
    near = list(syntax.children(head, "amod", "poss", "compound", "nmod"))
    near += [c for adjective in list(near) for c in syntax.children(adjective, "amod", "poss", "compound")]
    if kind != "media":
        for prep in syntax.children(head, "prep"):
            if prep.lower in {"of", "by", "from", "in"}:
                near += syntax.children(prep, "pobj")
    parties = {m.party for t in near if (m := reading.entities.at(t)) is not None and m.party}
    return parties.pop() if len(parties) == 1 else None


def _by_mention(reading: Reading, head: Token, mention: Mention, source: Span | None) -> SourceType:
    if mention.kind == "outlet":
        return "media"
    if mention.kind == "document":
        return _document(reading, head, source)
    if mention.kind in {"institution", "party"}:
        if mention.form == "nominal" and _is_group(head):
            return _by_noun(reading, head, source)
        return "media" if mention.kind == "institution" and _is_outlet(reading, head, mention) else "institution"
    if mention.kind == "person" and mention.name and head.tag != "NNPS":
        return "named_person"
    return _by_noun(reading, head, source)


def _is_outlet(reading: Reading, head: Token, mention: Mention) -> bool:
    words = {t.lower for t in reading.syntax.within(mention.span)} | {head.lower}
    news = words & {"news", "newspaper", "tv", "television", "radio", "newswire"}
    return bool(news) or (mention.party is None and bool(words & MEDIA_WORDS - {"agency", "network"}))


def _is_group(head: Token) -> bool:
    noun = source_nouns().get(head.lemma.lower())
    return noun is not None and noun.kind == "group"


def _by_noun(reading: Reading, head: Token, source: Span | None) -> SourceType:
    noun = source_nouns().get(head.lemma.lower())
    if noun is not None:
        if noun.kind == "document":
            return _document(reading, head, source)
        plural = head.tag in {"NNS", "NNPS"}
        return "institution" if plural and head.lemma.lower() in load_yaml(FILE)["bodies"] else noun.type
    if head.tag == "NNPS" and head.ent in {"PERSON", "NORP", ""}:
        return "unnamed"
    if head.pos == "PROPN" and head.ent != "PERSON" and any(c.lower == "the" for c in reading.syntax.children(head)):
        return "institution"
    if head.pos == "PROPN" or head.ent == "PERSON":
        return "named_person" if head.ent in {"PERSON", ""} else "institution"
    if head.lower in {"he", "she"}:
        return "named_person"
    return "unnamed"


def _document(reading: Reading, head: Token, source: Span | None) -> SourceType:
    words = {t.lower for t in reading.syntax.within(source)} if source is not None else set()
    noun = source_nouns().get(head.lemma.lower())
    if words & set(load_yaml(FILE)["nonpublic"]) or (noun is not None and noun.type == "nonpublic_document"):
        return "nonpublic_document"
    if head.lemma.lower() == "report" and head.tag == "NNS":
        return "media"
    return "public_document"
