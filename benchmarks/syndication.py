"""Measure how well copies are recognised: injected copies found, real pairs linked, signatures a second.

usage: python benchmarks/syndication.py CORPUS.jsonl[.gz]… [--copies N] [--least-words N] [--pairs FILE.tsv]

CORPUS holds objects with `id` and `text`. For each, N texts are copied in five ways (same text written otherwise,
a tenth of the words edited, a lead added, the tail cut, all of these) and looked for among all texts the way a
project does: by bands, by signature, by text. Then every pair of the corpus itself is counted by reason; `--pairs`
writes them down with their shares, to be read by a person.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from onrecord.document.syndication import (
    CopyReason,
    Signature,
    copy_reason,
    may_be_copies,
    shared_share,
    signature,
)

KINDS = ("same", "edited", "lead", "cut", "mixed")
EDITED = 0.1


def load(path: Path) -> dict[str, str]:
    """Return the texts of a JSONL file by id; ids given twice get their place as well."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    texts: dict[str, str] = {}
    with opened as lines:
        for place, line in enumerate(lines):
            row = json.loads(line)
            key = str(row["id"])
            texts[key if key not in texts else f"{key}#{place}"] = row["text"]
    return texts


class Index:
    """Signatures by band, as the store keeps them."""

    def __init__(self) -> None:
        self.signatures: dict[str, Signature] = {}
        self.bands: dict[int, list[str]] = defaultdict(list)

    def candidates(self, found: Signature) -> list[str]:
        """Return the ids worth comparing."""
        near = {key for band in found.bands for key in self.bands.get(band, ())}
        return sorted(key for key in near if may_be_copies(found, self.signatures[key]))

    def add(self, key: str, found: Signature) -> None:
        """Take a text in."""
        self.signatures[key] = found
        for band in found.bands:
            self.bands[band].append(key)


def copied(text: str, kind: str, rng: random.Random, words: list[str]) -> str:
    """Return a copy of a text: edits replace, drop or add single words drawn from the corpus, at random places."""
    tokens = text.split()
    lead = [rng.choice(words) for _ in range(min(60, len(tokens) // 5))]
    if kind == "same":
        return " ".join(tokens).upper()
    if kind == "lead":
        return " ".join([*lead, *tokens])
    if kind == "cut":
        return " ".join(tokens[: int(len(tokens) * rng.uniform(0.6, 0.9))])
    if kind == "edited":
        return " ".join(edited(tokens, EDITED, rng, words))
    kept = tokens[: int(len(tokens) * rng.uniform(0.7, 0.9))]
    return " ".join([*lead, *edited(kept, EDITED / 2, rng, words)])


def edited(tokens: list[str], share: float, rng: random.Random, words: list[str]) -> list[str]:
    """Return the words with such a share of them replaced (half), dropped or followed by another (a quarter each)."""
    out: list[str] = []
    for token in tokens:
        kind = rng.random() / share
        if kind >= 1:
            out.append(token)
        elif kind < 0.5:
            out.append(rng.choice(words))
        elif kind < 0.75:
            out += [token, rng.choice(words)]
    return out


def injected(texts: dict[str, str], index: Index, count: int, least: int) -> None:
    """Print how many injected copies are found, and how many texts besides the original they are joined to."""
    rng = random.Random(1)
    long = [key for key in texts if len(texts[key].split()) >= least]
    some = [texts[key] for key in rng.sample(long, min(60, len(long)))]
    words = [word for text in some for word in text.split() if word.isalpha() and word.islower()]
    for kind in KINDS:
        near = joined = 0
        sample = rng.sample(long, min(count, len(long)))
        for key in sample:
            copy = copied(texts[key], kind, rng, words)
            candidates = index.candidates(signature(copy))
            near += key in candidates
            reason = copy_reason(texts[key], copy) if key in candidates else None
            joined += bool(reason and reason.joins)
        print(f"  {kind:7} candidates {near / len(sample):.3f}  found {joined / len(sample):.3f}  of {len(sample)}")


def pairs_of(texts: dict[str, str]) -> tuple[Index, list[tuple[str, str, CopyReason | None]]]:
    """Return the index of all texts and each pair that was compared, with its reason."""
    index, pairs = Index(), []
    start = time.perf_counter()
    signatures = {key: signature(text) for key, text in texts.items()}
    spent = time.perf_counter() - start
    for key, found in signatures.items():
        pairs += [(other, key, copy_reason(texts[other], texts[key])) for other in index.candidates(found)]
        index.add(key, found)
    whole = time.perf_counter() - start
    print(
        f"  {len(texts)} texts, {len(texts) / spent:.0f} signatures/s, with comparing {len(texts) / whole:.0f} texts/s"
    )
    return index, pairs


def main() -> None:
    """Run over each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--copies", type=int, default=300)
    parser.add_argument("--least-words", type=int, default=60)
    parser.add_argument("--pairs", type=Path)
    options = parser.parse_args()
    lines = []
    signature("the first call reads the layout of news")
    for path in options.corpora:
        print(path)
        texts = load(path)
        index, pairs = pairs_of(texts)
        counts = Counter(f"{why.kind}{', joined' if why.joins else ''}" if why else "nothing" for *_, why in pairs)
        print(f"  {len(pairs)} pairs compared:", "; ".join(f"{n} {kind}" for kind, n in sorted(counts.items())))
        injected(texts, index, options.copies, options.least_words)
        for a, b, why in pairs if options.pairs else ():
            shares = shared_share(texts[a], texts[b])
            told = (why.kind, "joins" if why.joins else "apart") if why else ("nothing", "apart")
            lines.append("\t".join((path.name, a, b, f"{shares[0]:.2f}", f"{shares[1]:.2f}", *told)))
    if options.pairs:
        options.pairs.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
