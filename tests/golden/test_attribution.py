"""Golden cases of the attribution layer; they stand in attribution/*.yml, for everybody to extend.

A case: `id`, `text` (invented), `title` (where its first line is a headline) and `why`. Then
`expect`  attributions that must be found, one each; any of source (null: left out), cue, content (words, or a list
          of parts), quote, type, party, name, class, rule, firm, loose, parent, denies, continues (the words of
          that attribution's cue), and qualifiers
          (axis: value, of which each must be there)
`reject`  words which no cue may cover
`nothing` true where no attribution at all may be found
`xfail`   why the case fails today; it announces itself once it passes
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from onrecord.annotate.attribution import find_attributions
from onrecord.annotate.entities import find_entities
from onrecord.annotate.syntax import parse
from onrecord.document import lay_out
from onrecord.types.text import Document, digest
from onrecord.vocab.lexicon import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.types.annotation import Attribution

FILES = sorted(Path(__file__).parent.joinpath("attribution").glob("*.yml"))
CASES = [(path.stem, case) for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
PARAMETERS = [
    pytest.param(
        case,
        id=f"{stem}:{case['id']}",
        marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
    )
    for stem, case in CASES
]
# Examples the parser misreads, so that their cue does not fire in them
MISPARSED = frozenset({"noun.message", "noun.observation"})


def read(texts: Iterable[tuple[str, str | None]]) -> list[tuple[Attribution, ...]]:
    """Return the attributions of texts with their titles, parsed in one go."""
    inputs = []
    for text, title in texts:
        document = Document("case", text, digest(text), title=title)
        inputs.append((document, lay_out(text, title)[0]))
    return [
        find_attributions(document, layout, parsed.syntax, find_entities(document, parsed.syntax))
        for parsed, (document, layout) in zip(parse(inputs), inputs, strict=True)
    ]


@cache
def found() -> Mapping[str, tuple[Attribution, ...]]:
    """Return what is found in every case."""
    results = read((case["text"], case.get("title")) for _, case in CASES)
    return {case["id"]: result for (_, case), result in zip(CASES, results, strict=True)}


def described(attribution: Attribution, text: str, everything: Iterable[Attribution]) -> dict[str, Any]:
    """Return an attribution in the words a case uses."""
    parent = next((a for a in everything if a.id == attribution.parent), None)
    denied = next((a for a in everything if a.id == attribution.denies), None)
    borne = next((a for a in everything if a.id == attribution.continues), None)
    parts = [span.of(text) for span in attribution.content]
    return {
        "source": None if attribution.source is None else attribution.source.of(text),
        "cue": attribution.cue.of(text),
        "content": parts[0] if len(parts) == 1 else parts,
        "quote": attribution.quote,
        "type": attribution.source_type,
        "party": attribution.source_party,
        "name": attribution.source_name,
        "class": attribution.cue_class,
        "rule": attribution.why[1],
        "firm": attribution.firm,
        "loose": None if attribution.firm else attribution.why[-1],
        "parent": None if parent is None else parent.cue.of(text),
        "denies": None if denied is None else denied.cue.of(text),
        "continues": None if borne is None else borne.cue.of(text),
        "qualifiers": {q.axis: q.value for q in attribution.qualifiers},
    }


def fits(seen: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Return whether an attribution has all the wanted values."""
    plain = {k: v for k, v in wanted.items() if k != "qualifiers"}
    return plain.items() <= seen.items() and wanted.get("qualifiers", {}).items() <= seen["qualifiers"].items()


@pytest.mark.parametrize("case", PARAMETERS)
def test_case(case: dict[str, Any]) -> None:
    """Every expected attribution is found, nothing rejected is."""
    everything = found()[case["id"]]
    seen = [described(a, case["text"], everything) for a in everything]
    for wanted in case.get("expect", ()):
        assert any(fits(one, wanted) for one in seen), f"{case['why']}\nwanted {wanted}\nfound {seen}"
    for words in case.get("reject", ()):
        assert not any(words in one["cue"] for one in seen), f"{case['why']}\nfound {seen}"
    if case.get("nothing"):
        assert not seen, f"{case['why']}\nfound {seen}"


def test_enough_cases() -> None:
    """The set stays wide: sixty cases, twenty of them negative, ids unique."""
    assert len(CASES) >= 60
    assert sum("expect" not in case for _, case in CASES) >= 20
    assert not [i for i, n in Counter(case["id"] for _, case in CASES).items() if n > 1]


def test_every_cue_fires_in_its_example() -> None:
    """Each entry of the cue lexicon is found in the sentence that stands beside it."""
    entries = load_yaml("lexicons/en/attribution_cues.yml")["entries"]
    results = read((e["example"], e["example"] if e["kind"] == "headline" else None) for e in entries)
    silent = {e["id"] for e, result in zip(entries, results, strict=True) if e["id"] not in {a.why[0] for a in result}}
    assert len(entries) >= 500
    assert silent <= MISPARSED, sorted(silent - MISPARSED)
