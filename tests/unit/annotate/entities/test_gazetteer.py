"""Finding known forms at a place of a text, and who held which office."""

from __future__ import annotations

import pytest

from onrecord.annotate.entities.gazetteer import Entry, Gazetteer, holders, parties, people, surnames


def entry(form: str, code: str = "XXX", **fields: bool) -> Entry:
    """Return an entry of a party."""
    return Entry(form, "party", "name", (code,), form, **fields)


def found(gazetteer: Gazetteer, view: str, start: int = 0, *, fold_case: bool = False) -> str | None:
    """Return the form that stands at a place."""
    match = gazetteer.match(view, start, fold_case=fold_case)
    return match and match.form


GUINEAS = Gazetteer([entry("Guinea"), entry("Guinea-Bissau"), entry("Guinea Bissau Union")])


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("Guinea voted", "Guinea"),
        ("Guinea-Bissau voted", "Guinea-Bissau"),
        ("Guinea Bissau voted", "Guinea"),
        ("Guinea Bissau Union", "Guinea Bissau Union"),
        ("Guineans voted", None),
        ("Guinea's vote", "Guinea"),
        ("guinea pigs", None),
        ("", None),
        ("- Guinea", None),
    ],
)
def test_longest_form_at_a_place(view: str, expected: str | None) -> None:
    """The longest form that stands there as whole words is found."""
    assert found(GUINEAS, view) == expected


def test_form_is_found_at_an_offset() -> None:
    """Nothing before the place matters."""
    assert found(GUINEAS, "New Guinea", 4) == "Guinea"


def test_case_may_be_folded() -> None:
    """In a line of capitals case does not count."""
    assert found(GUINEAS, "GUINEA-BISSAU VOTES", fold_case=True) == "Guinea-Bissau"


def test_form_of_points_and_letters() -> None:
    """A form that ends in a point needs no word boundary behind it."""
    assert found(Gazetteer([entry("U.S.")]), "U.S.-made") == "U.S."


def test_article_is_left_out() -> None:
    """A form with its article is found without it."""
    assert found(Gazetteer([entry("the United Nations")]), "United Nations") == "United Nations"


@pytest.mark.parametrize(("form", "needs"), [("the bloc", True), ("the West", True), ("the United Nations", False)])
def test_common_words_need_their_article(form: str, *, needs: bool) -> None:
    """A common word or a direction names a party only with its article."""
    match = Gazetteer([entry(form)]).match(form.removeprefix("the "), 0)
    assert match is not None
    assert match.needs_the is needs


def test_lower_case_form_may_begin_a_sentence() -> None:
    """A form in small letters is found with a capital as well."""
    assert found(Gazetteer([entry("international community")]), "International community") == "International community"


def test_first_entry_of_a_form_wins() -> None:
    """Of two entries with one form the earlier is kept."""
    match = Gazetteer([entry("Congo", "COD"), entry("Congo", "COG")]).match("Congo", 0)
    assert match is not None
    assert match.parties == ("COD",)


CHANGED = Entry("Taliban", "party", "name", ("A",), "Taliban", codes=(("2021-08-14", "A"), ("", "B")))


@pytest.mark.parametrize(
    ("day", "code"), [("1999-01-01", "A"), ("2021-08-14", "A"), ("2021-08-15", "B"), ("2030-01-01", "B"), (None, "B")]
)
def test_code_of_a_day(day: str | None, code: str) -> None:
    """A code holds up to and with its last day; without a day the latest one."""
    assert CHANGED.side(day) == (code,)


def test_code_that_never_changed() -> None:
    """An entry with one code has it on every day."""
    assert entry("Norway", "NOR").side("1950-01-01") == ("NOR",)


@pytest.mark.parametrize(
    ("view", "form", "codes"),
    [
        ("Norway", "name", ("NOR",)),
        ("Norwegian", "adjective", ("NOR",)),
        ("Danes", "citizen", ("DNK",)),
        ("Moscow", "metonym", ("RUS",)),
        ("NATO", "name", ("NATO",)),
        ("Hamas", "name", ("PSE-REB",)),
        ("Greenland", "name", ("DNK",)),
    ],
)
def test_shipped_parties(view: str, form: str, codes: tuple[str, ...]) -> None:
    """States, organisations and groups are found by their forms."""
    match = parties().match(view, 0)
    assert match is not None
    assert (match.mention_form, match.parties) == (form, codes)


@pytest.mark.parametrize(("view", "prefix"), [("Sino-Indian", True), ("Norway", False)])
def test_prefixes_are_marked(view: str, *, prefix: bool) -> None:
    """A prefix counts only before a hyphen, which is for the caller to see."""
    match = parties().match(view, 0)
    assert match is not None
    assert match.prefix is prefix


def test_names_of_other_things_are_blocked() -> None:
    """A longer name that holds a party's is found first and marked."""
    match = parties().match("South China Sea", 0)
    assert match is not None
    assert (match.form, match.note) == ("South China Sea", "blocked")


def test_private_media_have_no_party() -> None:
    """A medium has a side only where its state runs it."""
    sides = [match.parties for name in ("Reuters", "Xinhua") if (match := parties().match(name, 0))]
    assert sides == [(), ("CHN",)]


def test_cities_are_places() -> None:
    """A city that is no capital is a place in its state."""
    match = parties().match("Geneva", 0)
    assert match is not None
    assert (match.kind, match.parties) == ("place", ("CHE",))


def test_holders_by_any_form_of_the_name() -> None:
    """All forms of a full name lead to the same terms."""
    assert holders()["Binyamin Netanyahu"] == holders()["Benjamin Netanyahu"]


def test_terms_say_office_and_days() -> None:
    """A term has party, office, title, first and last day."""
    terms = [t for t in holders()["Margaret Thatcher"] if t.office == "head_of_government"]
    assert [(t.party, t.title, t.first[:4], t.last[:4]) for t in terms] == [("GBR", "prime minister", "1979", "1990")]


@pytest.mark.parametrize(
    ("surname", "name"),
    [("Merkel", "Angela Merkel"), ("Xi", "Xi Jinping"), ("von der Leyen", "Ursula von der Leyen")],
)
def test_surnames(surname: str, name: str) -> None:
    """A surname is the last word of a name unless the table says otherwise."""
    assert name in surnames()[surname]


def test_given_names_are_no_surnames() -> None:
    """The last word of a name whose family name comes first is no surname."""
    assert "Xi Jinping" not in surnames().get("Jinping", ())


def test_people_are_found_by_their_full_name() -> None:
    """A full name gives the canonical one."""
    match = people().match("Binyamin Netanyahu said", 0)
    assert match is not None
    assert (match.kind, match.name) == ("person", "Benjamin Netanyahu")
