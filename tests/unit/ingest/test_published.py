"""Publication dates as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.ingest.published import read_published


@pytest.mark.parametrize(
    "words",
    [
        "2025-06-02",
        " 2025-06-02 ",
        "20250602",
        "2025-06-02T23:59:59",
        "2025-06-02 08:00",
        "2025-06-02T23:30:00-08:00",
        "2025-06-02T10:00:00.123Z",
        "Mon, 02 Jun 2025 10:00:00 GMT",
        "2 Jun 2025 10:00:00 +0200",
    ],
)
def test_full_dates_are_read_in_their_own_zone(words: str) -> None:
    assert read_published(words) == date(2025, 6, 2)


@pytest.mark.parametrize("words", ["", "2025", "June 2025", "yesterday", "02/06/2025", "2025-13-01", "x" * 10_000, "0"])
def test_anything_else_is_left_open(words: str) -> None:
    assert read_published(words) is None
