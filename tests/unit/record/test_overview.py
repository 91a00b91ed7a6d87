"""What claims and events come to, counted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from onrecord.record.database import create
from onrecord.record.happenings import pairs_with

if TYPE_CHECKING:
    from pathlib import Path


def test_pairs_with_a_party_leave_out_groups_of_it(tmp_path: Path) -> None:
    """A group within a state is another party: its pairs are not those of the state, but those of both are."""
    path = tmp_path / "record.db"
    create(path)
    pairs = ("AFG-AFG-REB", "AFG-IND", "AFG-REB-USA", "IND-PSE", "IND-PSE-REB", "NATO-PSE", "ISR-PSE-REB")
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany("INSERT INTO claim_dyad VALUES ('c', ?, '', '')", [(pair,) for pair in pairs])
        assert pairs_with(connection, "AFG") == ("AFG-AFG-REB", "AFG-IND")
        assert pairs_with(connection, "PSE") == ("IND-PSE", "NATO-PSE")
        assert pairs_with(connection, "PSE-REB") == ("IND-PSE-REB", "ISR-PSE-REB")
        assert pairs_with(connection, "XYZ") == ()
