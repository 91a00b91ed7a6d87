"""Crosswalks between the record's codes and those of other event data: CAMEO, ICEWS, GDELT, POLECAT, PLOVER.

Guarantees: whatever is not in a table gives None, never a guess; tables are read once. The tables themselves, their
references and what each of them loses stand in `data/crosswalks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.vocab.lexicon import load_rows, load_yaml, multiple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

FOLDER = "crosswalks"
READING = f"{FOLDER}/plover_reading.yml"
PLOVER = "ontologies/plover.yml"
HOST_A_VISIT = "043"


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code: ICEWS's event text, the Goldstein value, ICEWS's intensity, and what it is in PLOVER."""

    code: str
    text: str
    goldstein: float | None
    intensity: float | None
    type: str | None
    mode: str | None
    announces: str | None


class Choice(NamedTuple):
    """The CAMEO code an event is written with, None where CAMEO has none; `loss` is what the code does not say."""

    code: str | None
    loss: str


class Reading(NamedTuple):
    """PLOVER's own reading: the type, the mode, the auxiliary modes."""

    type: str
    mode: str | None
    auxiliary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyCodes:
    """A party in the codes of others; empty strings and tuples where they have none."""

    party: str
    plover: str
    sector: str
    cow: str
    icews: tuple[str, ...]
    gdelt: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    fips: tuple[str, ...]


# -- acts -------------------------------------------------------------------------------------------------------------


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """Return every CAMEO code of the table."""
    return {
        row["code"]: CameoCode(
            row["code"],
            row["text"],
            float(row["goldstein"]) if row["goldstein"] else None,
            float(row["intensity"] or row["goldstein"]) if row["intensity"] or row["goldstein"] else None,
            row["type"] or None,
            row["mode"] or None,
            row["announces"] or None,
        )
        for row in load_rows(f"{FOLDER}/cameo.csv")
    }


def cameo(code: str) -> CameoCode | None:
    """Return what a CAMEO code is, or the longest known code it begins with; None where there is none.

    >>> cameo("138i").code
    '138'
    """
    table = cameo_codes()
    return next((table[code[:length]] for length in range(len(code), 1, -1) if code[:length] in table), None)


@cache
def gdelt_quads() -> Mapping[str, int]:
    """Return GDELT's quad class of each CAMEO cue category."""
    return {row["cameo"]: int(row["gdelt"]) for row in load_rows(f"{FOLDER}/quads.csv")}


@cache
def plover_types() -> Mapping[str, tuple[int, float, Mapping[str, float | None]]]:
    """Return quad class, score and scored modes of each PLOVER type."""
    types = load_yaml(PLOVER)["types"]
    return {name: (entry["quad"], float(entry["score"]), entry["modes"]) for name, entry in types.items()}


def plover_score(type_: str, mode: str | None) -> float:
    """Return PLOVER's score of a type in a mode (of the type alone where the mode has none), from -10 to 10."""
    _, score, modes = plover_types()[type_]
    found = modes.get(mode) if mode else None
    return float(score if found is None else found)


def time_of(status: str) -> str | None:
    """Return whether a status is "done" or "ahead"; None where it is neither."""
    found = load_yaml(READING)["times"].get(status)
    return None if found is None else str(found)


def to_cameo(type_: str, mode: str | None, status: str, contexts: Sequence[str]) -> Choice:
    """Return the code of an event: the row that says most of it, the first context that has one."""
    when = time_of(status)
    if when is None:
        return Choice(None, f"CAMEO has no place for an act that is {status}")
    table = _to_cameo()
    for asked in (mode or "", ""):
        for context in (*contexts, ""):
            found = table.get((type_, asked, when, context))
            if found is not None:
                return found
    return Choice(None, f"no code for {type_}")


@cache
def _to_cameo() -> Mapping[tuple[str, str, str, str], Choice]:
    return {
        (row["type"], row["mode"], row["when"], row["context"]): Choice(row["code"] or None, row["loss"])
        for row in load_rows(f"{FOLDER}/plover_cameo.csv")
    }


def plover_reading(
    type_: str, mode: str | None, status: str, last: date | None = None, told: date | None = None
) -> Reading:
    """Return an act as PLOVER's manual has it, by its type, its status and its last day against that of the telling.

    >>> plover_reading("CONSULT", "visit", "scheduled")
    Reading(type='AGREE', mode=None, auxiliary=())
    >>> plover_reading("CONSULT", "visit", "denied")
    Reading(type='CONSULT', mode='visit', auxiliary=('negation',))
    """
    rules = load_yaml(READING)
    when = time_of(status)
    if when == "ahead" and type_ in rules["becomes"]:
        return Reading(rules["becomes"][type_], None, ())
    marks = tuple(rules["auxiliary"].get(status, ()))
    if (
        status == rules["historical_status"]
        and last is not None
        and told is not None
        and (told - last).days > rules["historical_days"]
    ):
        marks = ("historical", *marks)
    return Reading(type_, mode, marks)


# -- parties and sectors ----------------------------------------------------------------------------------------------


@cache
def parties() -> Mapping[str, PartyCodes]:
    """Return every party of the table by its code."""
    found = {}
    for row in load_rows(f"{FOLDER}/parties.csv"):
        groups = tuple(pair.partition("|") for pair in multiple(row["group"]))
        found[row["party"]] = PartyCodes(
            row["party"],
            row["plover"],
            row["sector"],
            row["cow"],
            multiple(row["icews"]),
            multiple(row["gdelt"]),
            tuple((group, whole) for group, _, whole in groups),
            multiple(row["fips"]),
        )
    return found


def base_of(party: str) -> tuple[str, str]:
    """Return the country (or body) of a party code and the suffix of a group within it, "" for none.

    >>> base_of("YEM-REB")
    ('YEM', 'REB')
    """
    base, _, role = party.partition("-")
    return base, role


@cache
def _index(column: str) -> Mapping[str, str]:
    return {
        name.casefold(): row["party"] for row in load_rows(f"{FOLDER}/parties.csv") for name in multiple(row[column])
    }


@cache
def _by_plover() -> Mapping[str, str]:
    """Return our code of each code of PLOVER; of several parties under one code, the one that is that code."""
    rows = sorted(load_rows(f"{FOLDER}/parties.csv"), key=lambda row: row["party"] != row["plover"])
    found: dict[str, str] = {}
    for row in rows:
        if row["plover"]:
            found.setdefault(row["plover"], row["party"])
    return found


@cache
def _by_group() -> Mapping[str, str]:
    pairs = [(pair, codes.party) for codes in parties().values() for pair in codes.groups]
    return {code: party for pair, party in pairs for code in pair if code}


def party_by_country(name: str) -> str | None:
    """Return the party an ICEWS country name or a three-letter code stands for, in whatever case."""
    plain = name.strip().casefold()
    return _index("icews").get(plain) or _index("gdelt").get(plain)


def party_by_fips(code: str) -> str | None:
    """Return the party a FIPS 10-4 code stands for."""
    return _index("fips").get(code.strip().casefold())


def party_by_cameo(country: str, group: str = "", whole: str = "") -> str | None:
    """Return the party of CAMEO's country, known-group and whole actor codes; a group goes before the country."""
    groups = _by_group()
    return groups.get(group.strip()) or groups.get(whole.strip()) or _index("gdelt").get(country.strip().casefold())


def party_by_plover(code: str) -> str | None:
    """Return the party of a PLOVER entity code: "KOS", "IGO", "RUS"."""
    plain = code.strip().upper()
    return _by_plover().get(plain) or _index("gdelt").get(plain.casefold())


@cache
def party_by_name() -> Mapping[str, str]:
    """Return the codes of organisations by the names that stand for nothing else, in small letters."""
    found: dict[str, str] = {}
    for row in load_rows("actors/organisations.csv"):
        for name in (row["name"], *multiple(row["names"])):
            if not name.endswith("?"):
                found.setdefault(name.casefold(), row["code"])
    return found


@cache
def _sectors(column: str) -> Mapping[str, str]:
    return {name: row["sector"] for row in load_rows(f"{FOLDER}/sectors.csv") for name in multiple(row[column])}


@cache
def sector_order() -> tuple[str, ...]:
    """Return PLOVER's sectors, that which is taken first of several first."""
    return tuple(row["sector"] for row in load_rows(f"{FOLDER}/sectors.csv"))


def sectors_of(names: Iterable[str], column: str) -> tuple[str, ...]:
    """Return the PLOVER sectors of CAMEO role codes ("cameo") or ICEWS sectors ("icews"), each once, in order."""
    table = _sectors(column)
    found = {table[name.strip()] for name in names if name.strip() in table}
    return tuple(sector for sector in sector_order() if sector in found)


def written_sector(sector: str, column: str) -> str:
    """Return what a PLOVER sector is written as in CAMEO ("cameo") or ICEWS ("icews"); "" where it has no word."""
    row = next((row for row in load_rows(f"{FOLDER}/sectors.csv") if row["sector"] == sector), None)
    return next(iter(multiple(row[column])), "") if row else ""
