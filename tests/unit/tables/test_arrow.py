"""Writing Parquet where the disk refuses."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

REFUSING = """
import resource, sys
from pathlib import Path
from onrecord.tables.arrow import ParquetTable
from onrecord.tables.specs import tables
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
table = tables()["judgements"]
rows = [{column.name: None for column in table.columns} for _ in range(30_000)]
def fail():
    open_files = [ParquetTable(Path(sys.argv[1]) / f"{n}.parquet", table, 1) for n in range(3)]
    for row in rows:
        row["id"] = str(id(row)) * 40
    open_files[0].write(rows)
    open_files[0].close()
try:
    fail()
except OSError as error:
    print(type(error).__name__)
"""


def test_a_disk_that_refuses_is_one_error(tmp_path: Path) -> None:
    """Where a file can grow no more there is one error, and nothing is printed beside it by files left open."""
    ended = subprocess.run(
        [sys.executable, "-c", REFUSING, str(tmp_path)], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert (ended.stdout.strip(), ended.stderr) == ("OSError", "")
