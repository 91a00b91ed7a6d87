"""The shipped notebooks: clean as they are kept, and running from top to bottom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbclient import NotebookClient

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTEBOOKS = sorted((Path(__file__).parents[2] / "examples/notebooks").glob("*.ipynb"))
# of each, what its cells must have shown
SHOWN = {
    "a-dyad-in-ten-minutes": ("<svg", "China – Philippines", "ties.gexf", "independent"),
    "auditing-an-article": ("share of attributions", "only_unnamed", "anonymity", "own"),
}


def outputs(cells: Any) -> Iterator[str]:
    """Yield all texts that cells have shown."""
    for cell in cells:
        for output in cell.get("outputs", ()):
            yield str(output.get("text", ""))
            yield from (str(value) for value in output.get("data", {}).values())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_clean(path: Path) -> None:
    """A notebook is kept without outputs and counts, so that a change in it is a change of its words."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert not [cell for cell in code if cell.outputs or cell.execution_count]
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path) -> None:
    """Every cell runs, in order, where the notebook lies, and shows what its words promise."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    text = "\n".join(outputs(notebook.cells))
    assert [words for words in SHOWN[path.stem] if words not in text] == []
    assert not list(path.parent.glob("*.db"))
