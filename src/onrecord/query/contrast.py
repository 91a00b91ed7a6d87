"""How coverages differ: counts per 1,000 words, terms of one's own, who acts and who is acted on, what is left out.

`contrast` is pure: articles with what was read in them go in, one comparison of any number of groups comes out.
Nothing is ranked and nobody is judged; what is counted on too little text is counted and marked, not compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from onrecord.query.terms import distinctive_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.query.terms import Term
    from onrecord.types.claim import Claim

Grouping = Literal["outlet", "party", "source-type"]

REPORTER = "reporter"
UNKNOWN = "unknown"
LEAST_ARTICLES = 2
LEAST_WORDS = 1000
PER = 1000
QUOTED = frozenset({"direct", "mixed"})
OWN = frozenset({"own"})


@dataclass(frozen=True, slots=True)
class Told:
    """One article: its text, the records that stand in it as plain values, its claims, and the event of each claim."""

    article: str
    outlet: str | None
    text: str
    attributions: Sequence[Mapping[str, Any]]
    evaluations: Sequence[Mapping[str, Any]]
    narratives: Sequence[Mapping[str, Any]]
    claims: Sequence[Claim]
    events: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one article gives to one group: its stretches of text and what was found in them."""

    group: str
    article: str
    stretches: tuple[str, ...]
    evaluations: Counter[str]
    attributions: tuple[Mapping[str, Any], ...]
    narratives: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A count, and the same per 1,000 words; None where there is too little text to say."""

    count: int
    per_thousand: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """One of the groups compared.

    enough        whether it has the least number of articles and words that rates and terms are given for
    evaluations   evaluative wording by kind and, under "all", in total: of an outlet in its own voice, of sources in
                  what they are told to have said; marks of distance stand under "distance" and count in no total
    attributions  sayings by type of source
    narratives    framings that the text names as somebody's
    """

    name: str
    articles: int
    words: int
    enough: bool
    evaluations: Mapping[str, Rate]
    attributions: Mapping[str, Rate]
    narratives: Rate


@dataclass(frozen=True, slots=True)
class Role:
    """How a group shows a party: how often it acts, is acted on, is quoted word for word, or told to have said."""

    group: str
    party: str
    agent: int
    patient: int
    quoted: int
    paraphrased: int

    @property
    def only_described(self) -> bool:
        """Return whether the party acts or is acted on there and has no word of its own; never of the reporter."""
        return self.group != REPORTER and not (self.quoted or self.paraphrased)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that other groups tell and this one does not, with a sentence that tells it."""

    group: str
    event: str
    told_by: tuple[str, ...]
    articles: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """The whole comparison; groups in order of their words, the rest in order of the groups."""

    by: Grouping
    groups: tuple[Group, ...]
    terms: tuple[Term, ...]
    roles: tuple[Role, ...]
    left_out: tuple[LeftOut, ...]
    least_articles: int = LEAST_ARTICLES
    least_words: int = LEAST_WORDS


def contrast(articles: Iterable[Told], by: Grouping) -> Contrast:
    """Compare articles by outlet, or what sources are told to have said by their party or type.

    Where it goes by sources, the text outside of all attributed content is the group "reporter".
    """
    known = list(articles)
    pieces = [piece for told in known for piece in (_by_outlet(told) if by == "outlet" else _by_source(told, by))]
    grouped: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        grouped[piece.group].append(piece)
    groups = tuple(sorted((_group(n, p) for n, p in grouped.items()), key=lambda g: (-g.words, g.name)))
    texts = {g.name: [(p.article, p.stretches) for p in grouped[g.name]] for g in groups if g.enough}
    return Contrast(
        by,
        groups,
        distinctive_terms(texts),
        tuple(role for group in groups for role in _roles(group.name, grouped[group.name])),
        tuple(_left_out(groups, grouped, {c: e for told in known for c, e in told.events.items()})),
    )


def _by_outlet(told: Told) -> Iterator[Piece]:
    own = Counter(e["kind"] for e in told.evaluations if e["voice"] == "own")
    sayings = tuple(a for a in told.attributions if a.get("continues") is None)
    yield Piece(
        told.outlet or UNKNOWN, told.article, (told.text,), own, sayings, len(told.narratives), tuple(told.claims)
    )


def _by_source(told: Told, by: Grouping) -> Iterator[Piece]:
    """Yield what each source group is told to have said, and what is left as the reporter's own."""
    key = "source_party" if by == "party" else "source_type"
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for attribution in told.attributions:
        grouped[attribution.get(key) or UNKNOWN].append(attribution)
    covered = [(p["start"], p["end"]) for a in told.attributions for p in a["content"]]
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in told.claims:
        side = claim.source.party if by == "party" else claim.source.type
        claims[REPORTER if claim.source.is_reporter else side or UNKNOWN].append(claim)
    rest = _stretches_between(told.text, covered)
    own = Counter(e["kind"] for e in told.evaluations if e["voice"] == "own")
    yield Piece(REPORTER, told.article, rest, own, (), 0, tuple(claims[REPORTER]))
    for name, sayings in grouped.items():
        spans = _merged((p["start"], p["end"]) for a in sayings for p in a["content"])
        inside = [e for e in told.evaluations if any(s <= e["start"] < t for s, t in spans)]
        named = [n for n in told.narratives if any(s <= n["cue"]["start"] < t for s, t in spans)]
        yield Piece(
            name,
            told.article,
            tuple(told.text[s:t] for s, t in spans),
            Counter(e["kind"] for e in inside),
            tuple(a for a in sayings if a.get("continues") is None),
            len(named),
            tuple(claims[name]),
        )


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order without overlaps."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _stretches_between(text: str, covered: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    edges = [0, *(edge for span in _merged(covered) for edge in span), len(text)]
    return tuple(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip())


def _group(name: str, pieces: Sequence[Piece]) -> Group:
    articles = len({piece.article for piece in pieces})
    words = sum(len(stretch.split()) for piece in pieces for stretch in piece.stretches)
    enough = articles >= LEAST_ARTICLES and words >= LEAST_WORDS
    kinds: Counter[str] = sum((piece.evaluations for piece in pieces), Counter())
    kinds["all"] = sum(count for kind, count in kinds.items() if kind != "distance")
    types = Counter(a["source_type"] for piece in pieces for a in piece.attributions)
    types["all"] = types.total()

    def rate(count: int) -> Rate:
        return Rate(count, round(PER * count / words, 2) if enough else None)

    return Group(
        name,
        articles,
        words,
        enough,
        {kind: rate(count) for kind, count in sorted(kinds.items())},
        {kind: rate(count) for kind, count in sorted(types.items())},
        rate(sum(piece.narratives for piece in pieces)),
    )


def _roles(group: str, pieces: Sequence[Piece]) -> Iterator[Role]:
    """Yield each party the group shows, those it shows most first."""
    agents: Counter[str] = Counter()
    patients: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for piece in pieces:
        for claim in piece.claims:
            agents.update(set(claim.actors))
            patients.update(set(claim.recipients))
        for attribution in piece.attributions:
            side = attribution.get("source_party")
            if side:
                (quoted if attribution["quote"] in QUOTED else told)[side] += 1
    total = agents + patients + quoted + told
    for party, _ in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        yield Role(group, party, agents[party], patients[party], quoted[party], told[party])


def _left_out(
    groups: Sequence[Group], grouped: Mapping[str, Sequence[Piece]], events: Mapping[str, str]
) -> Iterator[LeftOut]:
    """Yield for each group the events that at least one other group tells, those told most first."""
    tellers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    sentences: dict[str, str] = {}
    for name, pieces in grouped.items():
        for piece in pieces:
            for claim in piece.claims:
                event = events.get(claim.id, claim.id)
                tellers[event][name].add(piece.article)
                sentences.setdefault(event, claim.sentence)
    for group in groups:
        missing = [
            LeftOut(group.name, event, tuple(sorted(by)), len(set().union(*by.values())), sentences[event])
            for event, by in tellers.items()
            if group.name not in by
        ]
        yield from sorted(missing, key=lambda m: (-len(m.told_by), -m.articles, m.event))
