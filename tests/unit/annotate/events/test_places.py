"""Where cities lie, and that a place without known coordinates has none."""

from __future__ import annotations

import pytest

from onrecord.annotate.events.places import placed
from onrecord.types.text import Span


@pytest.mark.parametrize(
    ("country", "name", "latitude", "longitude"),
    [("AUT", "Vienna", 48.2, 16.4), ("RUS", "Sochi", 43.6, 39.7), ("YEM", "Sana\u2019a", 15.4, 44.2)],
)
def test_city_has_coordinates(country: str, name: str, latitude: float, longitude: float) -> None:
    """A city that the file knows, in its country, is put on the map to about ten kilometres."""
    place = placed(country, name, Span(0, len(name)))
    assert place.latitude == pytest.approx(latitude, abs=0.1)
    assert place.longitude == pytest.approx(longitude, abs=0.1)


@pytest.mark.parametrize(("country", "name"), [("USA", "Vienna"), ("AUT", "Austria"), ("SYR", "")])
def test_other_places_have_none(country: str, name: str) -> None:
    """A country, an unknown name and a namesake elsewhere have no coordinates."""
    place = placed(country, name, Span(0, len(name)))
    assert (place.latitude, place.longitude) == (None, None)
