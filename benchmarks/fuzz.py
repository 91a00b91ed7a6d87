"""Throw hostile input at every door of the program; nothing may crash, hang, or come out wrong.

usage: python benchmarks/fuzz.py [TARGET…] [--minutes 10 | --cases N] [--seed 1] [--texts TEXT …]

Targets (by default all, one after the other): `document` and `attribution` read whole articles with the parser,
`times` the grammar of dates, `feed`, `warc`, `files` the readers of what is brought in, `coded` those of other data
sets, `api` the HTTP interface of a small project. A case is made by hand-written generators and by mutation of seeds
(bytes flipped, cut, doubled, spliced with those of other seeds, words of the format put in).

What is checked: only this program's own errors come out; a case ends within 30 seconds of one processor; every span
lies in the text and says what stands there, ids are unique, the JSON reads back; the HTTP interface never answers with
5xx. Prints counts; exits with 1 at the first failure, which it leaves in fuzz-failure-TARGET.bin.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzz_seeds import CODED, FEEDS, FILES, MARKS, REQUESTS, TOKENS, WARC

from onrecord import pipeline
from onrecord.annotate.times import find_times
from onrecord.annotate.times.lexicon import lexicon
from onrecord.document import to_document
from onrecord.errors import OnrecordError, SourceError
from onrecord.ingest.files import read_stream
from onrecord.ingest.items import LeftOut, Limits, Link, Place, Rules
from onrecord.present.json import to_json
from onrecord.types.text import RawItem

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
LONGEST_CASE = 30
ODD = "\u0000 \ufeff \u202e \ud800 \u2028 \u200b “ ” ‘ ’ \" ' — … \r\n \t 🙂 ß İ ﬁ 𝟜 ４ ٤ \u0301".split(" ")
WORDS = (
    'said that according to Moscow will not the of and , . officials; "no" may 4 December visit 2025 a to Putin'
    " told reporters who “we will” ministry denied if before after talks with Ankara’s Delhi he it they he added"
    " sources familiar with , speaking on condition of anonymity - : the two sides agreed sanctions war".split()
)
TAGS = (
    "<p> </p> <div <script> </script <!-- ]]> <table><tr> <a&#32;href= &#x110000; &nbsp; <svg> <math> <![CDATA[".split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """A door: how cases for it are made, and how one is tried; `tried` returns what came of it."""

    made: Callable[[random.Random], bytes]
    tried: Callable[[bytes, random.Random], str]


# -- how cases are made ---------------------------------------------------------------------------------------------


def havoc(dice: random.Random, seeds: list[bytes], words: list[bytes]) -> bytes:
    """Return a seed with some of its bytes flipped, cut, doubled, moved, or words of the format put in."""
    content = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 2, 4, 8, 32))):
        place = dice.randrange(len(content) + 1)
        some = dice.choice((1, 2, 4, 16, 64, 256))
        action = dice.randrange(7)
        if action == 0 and content:
            content[place % len(content)] ^= 1 << dice.randrange(8)
        elif action == 1:
            del content[place : place + some]
        elif action == 2:
            content[place:place] = content[place : place + some] * dice.choice((1, 2, 50))
        elif action == 3:
            content[place:place] = dice.choice(words)
        elif action == 4:
            other = dice.choice(seeds)
            start = dice.randrange(len(other) + 1)
            content[place : place + some] = other[start : start + some]
        elif action == 5:
            content[place : place + some] = dice.randbytes(some)
        else:
            content[place:place] = dice.choice((b"0", b"-1", b"9" * 30, b"\xff\xfe", b"\x00" * 8, b"1e309"))
    return bytes(content[:200_000])


def random_words(dice: random.Random) -> bytes:
    """Return words of the field in no order, with odd characters between."""
    pick = [dice.choice(WORDS) if dice.random() < 0.9 else dice.choice(ODD) for _ in range(dice.randint(1, 120))]
    return " ".join(pick).encode("utf-8", "surrogatepass")


def mutated_text(dice: random.Random, texts: list[str]) -> bytes:
    """Return a stretch of an article with characters dropped, doubled, swapped and put in."""
    text = dice.choice(texts)
    start = dice.randrange(max(1, len(text) - 800))
    letters = list(text[start : start + dice.randint(50, 800)])
    for _ in range(dice.randint(1, 30)):
        at, other = dice.randrange(len(letters)), dice.randrange(len(letters))
        action = dice.randrange(4)
        if action == 0:
            letters[at] = ""
        elif action == 1:
            letters[at] *= dice.randint(2, 30)
        elif action == 2:
            letters[at] = dice.choice(ODD)
        else:
            letters[at], letters[other] = letters[other], letters[at]
    encoding = dice.choice(["utf-8", "utf-16", "cp1252", "utf-8"])
    return "".join(letters).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def any_article(dice: random.Random, texts: list[str]) -> bytes:
    """Return random bytes, random words, a mutated article, or one in broken HTML; the first byte says which kind."""
    kind = dice.random()
    if kind < 0.2:
        return b"t" + dice.randbytes(dice.randint(1, 400))
    if kind < 0.4:
        return b"t" + random_words(dice)
    if kind < 0.8:
        return b"t" + mutated_text(dice, texts)
    body = mutated_text(dice, texts).decode("utf-8", "replace")
    parts = [dice.choice(TAGS) + body[start : start + 60] for start in range(0, len(body), 60)]
    return b"h" + ("<html><body>" + "".join(parts)).encode("utf-8", "replace")


def quoting(dice: random.Random, texts: list[str]) -> bytes:
    """Return sentences that quote, report and deny in each other, with their marks dropped and doubled."""
    words = random_words(dice).decode("utf-8", "replace").split()
    for _ in range(dice.randint(1, 12)):
        words.insert(
            dice.randrange(len(words) + 1), dice.choice(("“", "”", '"', "‘", "’", "'", "—", ":", "\n\n", "“‘"))
        )
    own = " ".join(words)
    return b"t" + (own if dice.random() < 0.5 else dice.choice(texts)[:400] + " " + own).encode("utf-8", "replace")


def timely(dice: random.Random) -> bytes:
    """Return words of the grammar of dates, numbers and marks in no order."""
    known = sorted(lexicon().words)
    parts = []
    for _ in range(dice.randint(1, 40)):
        kind = dice.random()
        if kind < 0.55:
            parts.append(dice.choice(known))
        elif kind < 0.75:
            parts.append(str(dice.choice((0, 1, 2, 12, 13, 29, 30, 31, 32, 99, 1979, 2025, 9999, 10_000, 10**12))))
        elif kind < 0.85:
            parts.append(f"{dice.randint(0, 40)}{dice.choice(('th', 'st', ':30', '/12', '-', '.', ',', '%', 's'))}")
        else:
            parts.append(dice.choice((*ODD, "-", "–", "to", "and", "of", "'s", "(", "\n\n", "will", "since")))
    return dice.choice(("", " ")).join((" ".join(parts[:20]), " ".join(parts[20:]))).encode("utf-8", "surrogatepass")


# -- how a case is tried --------------------------------------------------------------------------------------------


def read_article(case: bytes, dice: random.Random) -> str:
    """Read one article whole and check its record."""
    kind = "html" if case[:1] == b"h" else "text"
    try:
        item = RawItem("fuzz", case[1:], kind, published=dice.choice([None, date(2025, 12, 3)]))  # type: ignore[arg-type]
        record = pipeline.read(item, strict=True)
    except SourceError:
        return "refused"
    found: dict[str, Any] = json.loads(to_json(record, with_text=True))
    text = found["document"]["text"]
    for node in walk(found):
        if {"start", "end", "text"} <= set(node) and "sha256" not in node:
            if not 0 <= node["start"] < node["end"] <= len(text):
                raise AssertionError(f"span out of the text: {node}")
            if text[node["start"] : node["end"]] != node["text"]:
                raise AssertionError(f"span says something else: {node}")
    for layer in ("attributions", "events"):
        ids = [row["id"] for row in found[layer]]
        if len(ids) != len(set(ids)):
            raise AssertionError(f"{layer}: an id stands twice")
    return "read"


def walk(node: Any) -> list[dict[str, Any]]:
    """Return every object inside a JSON value."""
    if isinstance(node, dict):
        return [node, *(inner for value in node.values() for inner in walk(value))]
    return [inner for value in node for inner in walk(value)] if isinstance(node, list) else []


def read_times(case: bytes, dice: random.Random) -> str:
    """Read the times of a text; spans are in order, days too."""
    text = case.decode("utf-8", "surrogatepass")
    published = dice.choice([None, date(2024, 2, 29), date.min, date.max])
    end = 0
    found = find_times(text, published)
    for expression in found:
        if not end <= expression.span.start < expression.span.end <= len(text):
            raise AssertionError(f"spans are out of order: {expression}")
        if expression.first and expression.last and expression.first > expression.last:
            raise AssertionError(f"days are out of order: {expression}")
        end = expression.span.end
    return "some" if found else "none"


def reader_of(kind: Any) -> Callable[[bytes, random.Random], str]:
    """Return how a file of a kind is tried (None: the kind is told from the content)."""
    rules = Rules(limits=Limits(line=20_000, field=5_000, gzip_free=100_000))

    def tried(case: bytes, dice: random.Random) -> str:
        asked = dice.choice(kind) if isinstance(kind, tuple) else kind
        count = 0
        for found in read_stream(io.BytesIO(case), Place("fuzz", "fuzz"), asked, rules):
            if not isinstance(found, RawItem | LeftOut | Link):
                raise TypeError(f"something else came out: {found!r}")
            count += isinstance(found, RawItem)
            if isinstance(found, RawItem):
                try:
                    to_document(found)
                except SourceError:
                    continue
        return "items" if count else "nothing"

    return tried


def read_coded(case: bytes, dice: random.Random) -> str:
    """Read rows of another data set; every row comes out as a claim, a mention, a note or a refusal with its line."""
    from onrecord.ingest.coded.readers import read_coded as rows_of  # noqa: PLC0415 - this target alone needs it
    from onrecord.types.outside import DATASETS  # noqa: PLC0415

    dataset = dice.choice(DATASETS)
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(case)
        file.flush()
        try:
            count = sum(1 for _ in rows_of(Path(file.name), dataset, Limits(line=20_000, field=5_000)))
        except OnrecordError:
            return f"{dataset} refused"
    return f"{dataset} {'rows' if count else 'empty'}"


def interface() -> Callable[[bytes, random.Random], str]:
    """Return how a request to the HTTP interface of a small project is tried."""
    from starlette.testclient import TestClient  # noqa: PLC0415 - this target alone needs it

    import onrecord  # noqa: PLC0415
    from onrecord.present.web.app import create_app  # noqa: PLC0415
    from onrecord.present.web.settings import WebSettings  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp()) / "watch"
    with onrecord.init(folder) as project:
        project.add(sorted((ROOT / "examples").glob("*.txt")))
        project.read(workers=1)
    secret = "fuzz" * 8
    settings = WebSettings(secret=secret, hosts=("testserver",))
    client = TestClient(create_app(folder, settings), raise_server_exceptions=False, follow_redirects=False)
    client.headers["Authorization"] = f"Bearer {secret}"

    def tried(case: bytes, _: random.Random) -> str:
        verb, _, rest = case.decode("latin-1").partition(" ")
        address, _, body = rest.partition("\n")
        try:
            answer = client.request(verb, address or "/", content=body.encode("latin-1"))
        except (ValueError, UnicodeError, TypeError, OSError) as error:
            return f"no request ({type(error).__name__})"
        except Exception as error:
            if type(error).__module__.split(".")[0] in {"httpx", "httpx2", "httpcore", "httpcore2"}:
                return "no request"
            raise
        if answer.status_code >= 500:
            raise AssertionError(f"{answer.status_code}: {answer.text[:300]}")
        return str(answer.status_code)

    return tried


# -- the targets ----------------------------------------------------------------------------------------------------


def targets(texts: list[str]) -> dict[str, Callable[[], Target]]:
    """Return how to make each target ready."""
    rows = [value.encode() for value in ("CONSULT", "RUS", "042", "2025-06-02", "\t\t", "\n")]
    return {
        "document": lambda: Target(lambda dice: any_article(dice, texts), read_article),
        "attribution": lambda: Target(lambda dice: quoting(dice, texts), read_article),
        "times": lambda: Target(timely, read_times),
        "feed": lambda: Target(lambda dice: havoc(dice, [*FEEDS], MARKS), reader_of(("feed", "json", None))),
        "warc": lambda: Target(lambda dice: havoc(dice, [*WARC], MARKS), reader_of(("warc", None))),
        "files": lambda: Target(lambda dice: havoc(dice, [*FILES.values()], MARKS), reader_of((*FILES, None))),
        "coded": lambda: Target(lambda dice: havoc(dice, [*CODED], [*MARKS, *rows]), read_coded),
        "api": lambda: Target(lambda dice: havoc(dice, REQUESTS, TOKENS), interface()),
    }


def too_long(*_: object) -> None:
    """Interrupt a case that hangs."""
    raise TimeoutError(f"took more than {LONGEST_CASE} seconds of one processor")


def run(name: str, target: Target, options: argparse.Namespace) -> bool:
    """Try cases until the time or their number is up; returns whether all was well."""
    dice = random.Random(f"{name} {options.seed}")
    counts: Counter[str] = Counter()
    start = time.monotonic()
    longest = 0.0
    while sum(counts.values()) < options.cases and time.monotonic() - start < 60 * options.minutes:
        case = target.made(dice)
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LONGEST_CASE)
        try:
            counts[target.tried(case, dice)] += 1
        except Exception as error:  # noqa: BLE001 - whatever comes out is the find
            Path(f"fuzz-failure-{name}.bin").write_bytes(case)
            print(f"{name}: case {sum(counts.values())} failed: {type(error).__name__}: {error}")
            return False
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        longest = max(longest, time.process_time() - began)
    told = ", ".join(f"{count:,} {words}" for words, count in sorted(counts.items()))
    total, minutes = sum(counts.values()), (time.monotonic() - start) / 60
    print(f"{name}: {total:,} cases in {minutes:.1f} minutes, longest {1000 * longest:.0f} ms: {told}", flush=True)
    return True


def main() -> None:
    """Run the targets that were named."""
    known = targets([])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", default=[])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--cases", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, nargs="+", default=sorted((ROOT / "examples").glob("*.txt")))
    options = parser.parse_args()
    wrong = sorted(set(options.targets) - set(known))
    if wrong:
        parser.error(f"no such target: {', '.join(wrong)}; there are {', '.join(known)}")
    signal.signal(signal.SIGPROF, too_long)
    ready = targets([path.read_text(encoding="utf-8") for path in options.texts])
    fine = [run(name, ready[name](), options) for name in options.targets or known]
    sys.exit(not all(fine))


if __name__ == "__main__":
    main()
