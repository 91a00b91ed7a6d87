"""Event frames as data: which word, in which company, names which act, and who does it to whom.

The files are `lexicons/en/frames/<type>.yml`; `lexicons/en/frames/_classes.yml` holds the word classes that a
condition may name with `@`. One entry of a file stands for one frame a lemma. Keys of an entry:

    id        unique; the frame of a lemma is "<type>.<id>.<lemma>" in lower case
    verb      lemmas of verbs · noun: lemmas of nouns · adj: lemmas of adjectives (with "be")
    mode      PLOVER mode of the type
    subj      the subject's head must be one of these
    obj       the object's head must be one of these (list of lemmas and @classes) · not_obj: must not
    mod       (nouns) a word before the noun must be one of these · not_mod: must not
    part      particle ("off")
    pp        {preposition: lemmas | "*"}: a prepositional phrase that must be there · not_pp: that must not
    comp      complement that must be there: inf (to do) · that · ing · any
    comp_in   lemmas of the complement's verb · comp_type: types its verb must code to
    comp_modal  words one of which must be the complement's modal (must, should)
    label     what the object is called must be one of these ("called the move illegal")
    unlabelled  true: the object must not be called anything ("called Germany", not "called Germany a friend")
    owned     true (nouns): a possessor or a verb that carries it must be there ("Germany's threats", "issued threats")
    by, to    slots of actor and recipient, best first (see SLOTS); prepositions name themselves
    joint     all parties are actors, none is recipient
    needs     what must be named: actor, recipient, both, two (two parties), none
    light     (nouns) verbs whose subject does it ("hold talks"), beside those of the file's `light`
    voice     active | passive, where only one will do
    absorb    the act named inside (object, complement) is not told again
    status    where the act stands whatever the verb's form ("cancel a visit": cancelled)
    when      affirmed: denied, it is no act of this type ("did not rule out")
    refusal   the verb must be negated with will, would or can ("will not lift")
    stand     where the act stands if no word says otherwise ("trade", "presence": ongoing)
    place     to: the recipient's country is where it takes place ("invade", "deploy in")
    eg, no    examples that code as the frame says (templates {w}: the lemma, {past}: its past) and some that do not

A mistake raises VocabularyError with file and entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from onrecord.errors import VocabularyError
from onrecord.types.annotation import Status
from onrecord.vocab.lexicon import data_path, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = "lexicons/en/frames"
CLASSES = f"{FOLDER}/_classes.yml"
ONTOLOGY = "ontologies/plover.yml"
IRREGULAR = f"{FOLDER}/_irregular.yml"
KINDS = ("verb", "noun", "adj")
KEYS = frozenset(
    "id verb noun adj mode subj obj not_obj mod not_mod part pp not_pp comp comp_in comp_type comp_modal label "
    "unlabelled owned by to joint needs light voice absorb status stand place when refusal eg no".split()
)
FILE_KEYS = frozenset({"type", "defaults", "light", "frames"})
NEEDS = frozenset({"actor", "recipient", "both", "two", "none"})
COMPLEMENTS = frozenset({"inf", "that", "ing", "any"})
SLOTS = frozenset({"subj", "obj", "iobj", "target", "comp", "poss", "mod", "deep"})
ANYTHING: frozenset[str] = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One word in one company and the act it names; see the module for the meaning of each field."""

    id: str
    type: str
    kind: str
    lemma: str
    mode: str | None = None
    subj: frozenset[str] = frozenset()
    obj: frozenset[str] = frozenset()
    not_obj: frozenset[str] = frozenset()
    mod: frozenset[str] = frozenset()
    not_mod: frozenset[str] = frozenset()
    part: str | None = None
    pp: tuple[tuple[str, frozenset[str]], ...] = ()
    not_pp: tuple[tuple[str, frozenset[str]], ...] = ()
    comp: str | None = None
    comp_in: frozenset[str] = frozenset()
    comp_type: frozenset[str] = frozenset()
    comp_modal: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()
    unlabelled: bool = False
    owned: bool = False
    by: tuple[str, ...] = ("subj",)
    to: tuple[str, ...] = ("obj",)
    joint: bool = False
    needs: str = "both"
    light: frozenset[str] = frozenset()
    voice: str | None = None
    absorb: bool = False
    status: Status | None = None
    stand: Status | None = None
    place: str | None = None
    when: str | None = None
    refusal: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """Return how many conditions the frame sets: of several that match, the most demanding one is taken."""
        return (
            2 * bool(self.obj)
            + 2 * bool(self.subj)
            + 2 * len(self.pp)
            + 2 * bool(self.part)
            + bool(self.comp)
            + 2 * bool(self.comp_in)
            + 2 * bool(self.comp_type)
            + 2 * bool(self.comp_modal)
            + 4 * bool(self.label)
            + 2 * bool(self.mod)
            + bool(self.voice)
            + 9 * self.refusal
        )


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """All frames, by kind and lemma, the most demanding first."""

    frames: tuple[Frame, ...]
    by_lemma: Mapping[tuple[str, str], tuple[Frame, ...]] = field(repr=False)

    def of(self, kind: str, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a word; empty where there is none."""
        return self.by_lemma.get((kind, lemma), ())


@cache
def frame_index() -> FrameIndex:
    """Return all frames of the shipped files, checked; raises VocabularyError naming file and entry."""
    frames: list[Frame] = []
    seen: set[str] = set()
    for path in sorted(data_path(FOLDER).glob("*.yml")):
        if path.name.startswith("_"):
            continue
        for frame in _file_frames(f"{FOLDER}/{path.name}"):
            if frame.id in seen:
                raise VocabularyError(f"{path.name}: frame id {frame.id} stands twice")
            seen.add(frame.id)
            frames.append(frame)
    groups: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        groups.setdefault((frame.kind, frame.lemma), []).append(frame)
    ordered = {key: tuple(sorted(group, key=lambda f: -f.weight)) for key, group in groups.items()}
    return FrameIndex(tuple(frames), ordered)


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the lemmas of a word class ("agreement"), classes within it resolved."""
    classes = load_yaml(CLASSES)
    if name not in classes:
        raise VocabularyError(f"{CLASSES}: no word class {name!r}")
    return _words(classes[name], f"{CLASSES}: {name}")


def _words(value: Any, where: str) -> frozenset[str]:
    """Resolve a list of lemmas and @classes; "*" stands for any word."""
    if value == "*":
        return ANYTHING
    items = value.split() if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise VocabularyError(f"{where}: a list of words is expected, found {value!r}")
    found: set[str] = set()
    for item in items:
        found |= word_class(item[1:]) if item.startswith("@") else {item.replace("_", " ")}
    return frozenset(found)


def _file_frames(name: str) -> Iterator[Frame]:
    content = load_yaml(name)
    if not isinstance(content, dict) or not set(content) <= FILE_KEYS or "type" not in content:
        raise VocabularyError(f"{name}: a frame file has the keys {sorted(FILE_KEYS)}")
    if content["type"] not in load_yaml(ONTOLOGY)["types"]:
        raise VocabularyError(f"{name}: {content['type']} is no type of the ontology")
    light = _words(content.get("light", []), f"{name}: light")
    for entry in content.get("frames") or []:
        where = f"{name}: {entry.get('id', entry) if isinstance(entry, dict) else entry}"
        if not isinstance(entry, dict) or "id" not in entry or not set(entry) <= KEYS:
            raise VocabularyError(f"{where}: unknown or missing keys (known: {sorted(KEYS)})")
        yield from _entry_frames(content, entry, light, where)


def _entry_frames(content: Any, entry: Any, light: frozenset[str], where: str) -> Iterator[Frame]:
    """Make one frame a lemma of an entry."""
    if not any(kind in entry for kind in KINDS):
        raise VocabularyError(f"{where}: none of {KINDS}")
    for kind in KINDS:
        defaults = (content.get("defaults") or {}).get(kind) or {}
        merged = {**defaults, **entry}
        for lemma in sorted(_words(entry.get(kind, []), where)):
            yield _frame(content["type"], kind, lemma, merged, light, where)


def _frame(type_: str, kind: str, lemma: str, entry: Any, light: frozenset[str], where: str) -> Frame:
    def words(key: str) -> frozenset[str]:
        return _words(entry.get(key, []), f"{where}: {key}")

    by, to = _slots(entry.get("by", "subj"), where), _slots(entry.get("to", "obj"), where)
    _check_values(type_, entry, where)
    return Frame(
        id=f"{type_.lower()}.{entry['id']}.{lemma.replace(' ', '_')}",
        type=type_,
        kind=kind,
        lemma=lemma,
        mode=entry.get("mode"),
        subj=words("subj"),
        obj=words("obj"),
        not_obj=words("not_obj"),
        mod=words("mod"),
        not_mod=words("not_mod"),
        part=entry.get("part"),
        pp=_phrases(entry.get("pp"), where),
        not_pp=_phrases(entry.get("not_pp"), where),
        comp=entry.get("comp"),
        comp_in=words("comp_in"),
        comp_type=words("comp_type"),
        comp_modal=words("comp_modal"),
        label=words("label"),
        unlabelled=bool(entry.get("unlabelled")),
        owned=bool(entry.get("owned")),
        by=by,
        to=to,
        joint=bool(entry.get("joint")),
        needs=entry.get("needs", "both"),
        light=light | words("light"),
        voice=entry.get("voice"),
        absorb=bool(entry.get("absorb")),
        status=entry.get("status"),
        stand=entry.get("stand"),
        place=entry.get("place"),
        when=entry.get("when"),
        refusal=bool(entry.get("refusal")),
        examples=_texts(entry.get("eg"), lemma),
        counter_examples=_texts(entry.get("no"), lemma),
    )


def _phrases(value: Any, where: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((preposition, _words(words, where)) for preposition, words in (value or {}).items())


def _check_values(type_: str, entry: Any, where: str) -> None:
    """Raise for a value outside of its closed list."""
    comp, needs = entry.get("comp"), entry.get("needs", "both")
    standings = {entry.get("status"), entry.get("stand")} - {None}
    if comp not in {None, *COMPLEMENTS} or needs not in NEEDS or not standings <= set(get_args(Status)):
        raise VocabularyError(f"{where}: unknown value in comp, needs, status or stand")
    mode = entry.get("mode")
    if mode is not None and mode not in load_yaml(ONTOLOGY)["types"][type_]["modes"]:
        raise VocabularyError(f"{where}: {type_} has no mode {mode!r}")


def _slots(value: Any, where: str) -> tuple[str, ...]:
    items = value.split() if isinstance(value, str) else list(value)
    for item in items:
        if item not in SLOTS and not item.isalpha():
            raise VocabularyError(f"{where}: unknown slot {item!r}")
    return tuple(items)


def _texts(value: Any, lemma: str) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value or []
    return tuple(str(item).replace("{w}", lemma).replace("{past}", past_form(lemma)) for item in items)


def past_form(lemma: str) -> str:
    """Return the past form of a verb.

    >>> past_form("deny"), past_form("give"), past_form("ban")
    ('denied', 'gave', 'banned')
    """
    irregular = load_yaml(IRREGULAR)
    if lemma in irregular["past"]:
        return str(irregular["past"][lemma])
    if lemma in irregular["doubled"]:
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"
