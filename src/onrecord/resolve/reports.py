"""Claims on one event as reports: one for each text, however many articles carry it, and source."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.resolve.settings import settings
from onrecord.resolve.words import content_words
from onrecord.types.claim import REPORTER
from onrecord.types.origin import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types.claim import Claim

PAPERS = frozenset({"public_document", "nonpublic_document"})
WORD = re.compile(r"[^\W\d_]+")
QUOTED_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# what is left out of a quotation, or put into it by the one who quotes
CUT = re.compile(r"\.\s?\.\s?\.|…|\[[^\]]*\]")
QUOTED_RUN = 6
COPIED_RUN = 12
TELLING_WORDS = 3


class Told:
    """A report with its claims, as the rules look at them."""

    def __init__(self, report: Report, claims: Sequence[Claim]) -> None:
        self.report = report
        self.claims = claims
        self.source = claims[0].source
        self.outlets = frozenset(outlet_key(c.outlet) for c in claims if c.outlet)
        self.wires = frozenset(outlet_key(c.wire) for c in claims if c.wire)
        self.cited = frozenset(outlet_key(s.name or s.words) for c in claims for s in c.chain if s.type == "media")
        self.naming = " ".join(dict.fromkeys(s.words for c in claims for s in (c.source, *c.chain) if s.words))
        self.start = min(c.start for c in claims)
        self.published = min((c.published.isoformat() for c in claims if c.published), default="9999")

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return the words that name the source and its office, lower case."""
        words = (f"{c.source.words} {c.source.office or ''} {c.source.name or ''}" for c in self.claims)
        return frozenset(WORD.findall(" ".join(words).lower()))

    @cached_property
    def paper(self) -> frozenset[str]:
        """Return the stems of the words that tell one paper from another; empty for "the document"."""
        words = (c.source.words for c in self.claims)
        return content_words(" ".join(words), settings().sources["any_paper"] | settings().function_words)

    @cached_property
    def quoted(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Return the quotations of the source: each the pieces left between cuts, each piece its words."""
        found = {words for c in self.claims for words in c.source.quoted}
        return tuple(_pieces(words) for words in sorted(found))

    @cached_property
    def told_in(self) -> frozenset[tuple[str, ...]]:
        """Return the long runs of words of the sentences that tell it."""
        sentences = (QUOTED_WORD.findall(c.sentence.lower()) for c in self.claims)
        return frozenset(
            tuple(words[i : i + COPIED_RUN]) for words in sentences for i in range(len(words) - COPIED_RUN + 1)
        )

    @property
    def reporter(self) -> bool:
        """Return whether the report stands in the reporter's own voice."""
        return self.source.is_reporter

    @cached_property
    def side(self) -> str | None:
        """Return whose word it is in the end: of the government whose own outlet prints it, else of the source."""
        voices = {party for c in self.claims if c.outlet and (party := voice_of(c.outlet)) is not None}
        return min(voices) if voices else self.source.party

    @property
    def pointing(self) -> bool:
        """Return whether the source is nobody but a pronoun, which the text itself would have to tell."""
        named = self.source.name or self.source.type not in {"unnamed", "unspecified"}
        return not named and bool(self.nouns) and self.nouns <= settings().sources["pronouns"]

    @property
    def kind(self) -> str:
        """Return what kind of person an unnamed source is: one who saw it, one who studies it, or one from inside."""
        for kind in ("bystanders", "experts"):
            if self.nouns & settings().sources[kind]:
                return kind
        return "insiders"

    @property
    def official(self) -> bool:
        """Return whether the source speaks for its party: a body of state, a person in office, a paper it gave out."""
        words = settings().sources
        if any(c.outlet and voice_of(c.outlet) for c in self.claims):
            return True
        if self.source.party is None or self.source.party in settings().collective:
            return False
        if self.nouns & (words["former"] | words["experts"] | words["bystanders"] | words["private"]):
            return False
        match self.source.type:
            case "institution":
                return True
            case "named_person":
                return bool(self.source.office) or bool(self.nouns & words["officials"])
            case "unnamed":
                return bool(self.nouns & words["officials"])
            case "public_document":
                return bool(self.nouns & words["releases"])
        return False


def outlet_key(name: str) -> str:
    """Return an outlet's name as it can be compared: lower case, without "the", "news agency", ".com".

    >>> outlet_key("The Ankara Ledger"), outlet_key("ankaraledger.com"), outlet_key("Daily News")
    ('ankaraledger', 'ankaraledger', 'dailynews')
    """
    words = [word for word in re.split(r"[^\w]+", name.lower()) if word]
    kept = [word for word in words if word not in settings().sources["outlet_noise"]]
    return "".join(kept or [word for word in words if word != "the"])


def voice_of(outlet: str) -> str | None:
    """Return the party whose own voice an outlet is ("Kremlin"), None for the press."""
    return settings().official_outlets.get(outlet.lower())


def _pieces(words: str) -> tuple[tuple[str, ...], ...]:
    found = (tuple(QUOTED_WORD.findall(piece.lower())) for piece in CUT.split(words))
    return tuple(piece for piece in found if piece)


def same_sentence(one: Told, other: Told) -> str:
    """Return the words of a sentence in which both tell it: so many in a row that one was copied; else empty."""
    shared = one.told_in & other.told_in
    return " ".join(min(shared)) if shared else ""


def same_words(one: Told, other: Told) -> str:
    """Return the words both quote: six in a row or more, of which three at least tell something; else empty."""
    return min((found for a in one.quoted for b in other.quoted if (found := _common(a, b))), default="")


def _common(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> str:
    for a in one:
        for b in other:
            shared = set(_runs(a)) & set(_runs(b))
            if shared:
                return " ".join(min(shared))
    return _cut_from(one, other) or _cut_from(other, one)


def _runs(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    runs = (words[i : i + QUOTED_RUN] for i in range(len(words) - QUOTED_RUN + 1))
    return (run for run in runs if _telling(run))


def _telling(words: tuple[str, ...]) -> bool:
    """Return whether words say something of their own; "the ministry of foreign affairs of the" does not."""
    rules = settings()
    plain = [w for w in words if len(w) > 2 and w not in rules.function_words and w not in rules.sources["stock"]]
    return len(set(plain)) >= TELLING_WORDS


def _cut_from(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> str:
    """Return the words of a quotation with cuts whose pieces all stand, in order, in the other; else empty."""
    whole = tuple(word for piece in one for word in piece)
    if len(one) < 2 or len(whole) < QUOTED_RUN or not _telling(whole):
        return ""
    text = f" {' '.join(word for piece in other for word in piece)} "
    at = 0
    for piece in one:
        at = text.find(f" {' '.join(piece)} ", at)
        if at < 0:
            return ""
    return " ".join(whole)


def reports(claims: Iterable[Claim]) -> list[Told]:
    """Return one report a syndication group and source; the order of the claims does not matter."""
    by_group: dict[str, dict[tuple[str, ...], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in sorted(claims, key=lambda claim: claim.id):
        by_group[claim.group][_identity(claim)].append(claim)
    found: list[Told] = []
    for group, sources in sorted(by_group.items()):
        found.extend(_told(group, number, told) for number, (_, told) in enumerate(sorted(sources.items())))
    return found


def _identity(claim: Claim) -> tuple[str, ...]:
    source = claim.source
    if source.is_reporter:
        return (REPORTER, "", "")
    words = source.words.lower() if source.type in PAPERS or source.party is None else ""
    return (source.type, source.party or "", source.name or words)


def _told(group: str, number: int, claims: list[Claim]) -> Told:
    source = claims[0].source
    report = Report(
        id=f"{group}:{number}",
        group=group,
        articles=tuple(sorted({c.article for c in claims})),
        outlets=tuple(sorted({c.outlet for c in claims if c.outlet})),
        source=_label(claims[0]),
        source_type=source.type,
        party=source.party,
        claims=tuple(c.id for c in claims),
    )
    return Told(report, claims)


def _label(claim: Claim) -> str:
    source = claim.source
    if source.is_reporter:
        return f"{claim.outlet or 'the outlet'}, in its own voice"
    named = source.name or source.words or source.type.replace("_", " ")
    return f"{named} ({source.party})" if source.party and source.party not in named else named
