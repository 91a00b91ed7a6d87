"""Search: words and filters, what is found, and facets to narrow it; everything stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from onrecord.present.web.listing import Listing, addresses, respond
from onrecord.present.web.serving import Opened, Reader, kept, render
from onrecord.present.web.views.layers import shown
from onrecord.project.project import Project
from onrecord.record.facets import Facets
from onrecord.record.rows import Found

router = APIRouter()
PAGE = 20
LISTED = 200
FACET_VALUES = 10
FURTHEST = 1_000_000
LONGEST = 500
FILTERS = ("kind", "dyad", "party", "type", "status", "source_type", "outlet", "language", "since", "until")
TITLES = {
    "kind": "Record",
    "dyad": "Dyad",
    "party": "Party",
    "type": "Act",
    "status": "Status",
    "source_type": "Source",
}
TITLES |= {"outlet": "Outlet", "language": "Language", "since": "From", "until": "To"}
Word = Annotated[str, Query(max_length=LONGEST)]


class Asked(NamedTuple):
    """What is asked for: words, and the filters that are set."""

    words: str
    filters: Mapping[str, str]

    @property
    def query(self) -> dict[str, str]:
        """Return it as it stands in the address."""
        return {name: value for name, value in {"q": self.words, **self.filters}.items() if value}


def asked(
    q: Word = "",
    kind: Word = "",
    dyad: Word = "",
    party: Word = "",
    type: Word = "",
    status: Word = "",
    source_type: Word = "",
    outlet: Word = "",
    language: Word = "",
    since: Word = "",
    until: Word = "",
) -> Asked:
    """Return what the address asks for; an empty filter narrows nothing."""
    values = (kind, dyad, party, type, status, source_type, outlet, language, since, until)
    given = zip(FILTERS, (value.strip() for value in values), strict=True)
    return Asked(q.strip(), {name: value for name, value in given if value})


AskedFor = Annotated[Asked, Depends(asked)]
From = Annotated[int, Query(ge=0, le=FURTHEST)]


class Choice(NamedTuple):
    """One value of a facet: where it leads, and whether it is chosen."""

    value: str
    articles: int
    href: str
    chosen: bool


class Page(NamedTuple):
    """Where a page of a list stands, and the addresses before and after it."""

    words: str
    previous: str
    next: str


@router.get("/search")
def search(request: Request, project: Opened, who: Reader, what: AskedFor, start: From = 0) -> Response:
    """Show what was found, with facets."""
    found = find(project, what, PAGE, start)
    facets = facets_of(request, project, what)
    return render(
        request,
        "search.html",
        what=what,
        found=found,
        snippets=[snippet(hit.snippet) for hit in found.hits],
        facets=_choices(what, facets),
        counted_of=facets.of,
        set_filters=[(TITLES[name], value, _address(what, {name: ""})) for name, value in what.filters.items()],
        page=_page(what, start, found),
        titles=TITLES,
        formats=addresses("/search", what.query),
    )


@router.get("/search.{ending}")
def search_list(
    request: Request, project: Opened, who: Reader, what: AskedFor, ending: str, start: From = 0
) -> Response:
    """Return what was found as a list for programs."""
    found = find(project, what, LISTED, start)
    rows = [
        {
            "article": hit.article,
            "title": hit.title or "(no title)",
            "outlet": hit.outlet,
            "day": hit.published,
            "language": hit.language,
            "snippet": hit.snippet,
            "link": f"/articles/{hit.article}",
        }
        for hit in found.hits
    ]
    title = f"Search: {what.words or 'all articles'}"
    return respond(request, Listing(title, "/search", rows, found.total), ending)


def find(project: Project, what: Asked, limit: int, start: int) -> Found:
    """Return one page of what is asked for."""
    filters: dict[str, Any] = dict(what.filters)
    return project.search(what.words, **filters, limit=limit, offset=start)


def facets_of(request: Request, project: Project, what: Asked) -> Facets:
    """Return the facets of what is asked for."""
    filters: dict[str, Any] = dict(what.filters)
    key = ("facets", tuple(what.query.items()))
    return kept(request).get(project, key, lambda: project.facets(what.words, **filters, most=FACET_VALUES))


def snippet(words: str) -> Markup:
    """Return a snippet with the words found marked; its guillemets are the store's marks."""
    made = Markup("")
    for number, part in enumerate(words.split("«")):
        inside, closed, after = part.partition("»")
        if number and closed:
            made += Markup("<mark>{}</mark>{}").format(shown(inside), shown(after))
        else:
            made += shown(("«" if number else "") + part)
    return made


def _address(what: Asked, change: Mapping[str, str]) -> str:
    query = {name: value for name, value in {**what.query, **change}.items() if value}
    return f"/search?{urlencode(query)}" if query else "/search"


def _choices(what: Asked, facets: Facets) -> list[tuple[str, list[Choice]]]:
    found = []
    for name, counts in facets.counts.items():
        now = what.filters.get(name, "")
        values = [
            Choice(value, count, _address(what, {name: "" if now == value else value}), now == value)
            for value, count in counts
        ]
        if len(values) > 1 or any(value.chosen for value in values):
            found.append((TITLES[name], values))
    return found


def _page(what: Asked, start: int, found: Found) -> Page:
    before, after = max(0, start - PAGE), start + PAGE
    return Page(
        f"{start + 1}–{start + len(found.hits)} of {found.total:,}" if found.hits else "",
        _address(what, {"start": str(before) if before else ""}) if start else "",
        _address(what, {"start": str(after)}) if after < found.total else "",
    )
