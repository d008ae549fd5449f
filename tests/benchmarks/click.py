"""A click on Xếp hạng as a process: `python -m tests.benchmarks.click STATE`.

Before the clock starts, `prepared` makes the state: a book in which an agreed score was typed, as Excel shows
it, and what Excel will show when the program has ranked it. Its last line tells what it has loaded, and the processor
time apart from it: that of filling the lists that stand for Excel, which has the workbook open at a user's.
"""

import json
import pickle
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from . import loaded, memory_excel


def prepared(book: Path, folder: Path) -> Path:
    """The state file of a book on disk: values, formulas, and both after `rank` (the clock must be held)."""
    from thidua_xl.bookkeeping.work import at_work
    from thidua_xl.cluster.acts.rank import rank
    from thidua_xl.cluster.reading import open_book

    before = _sheets(book)
    copy = folder / f"ranked-{book.name}"
    shutil.copy(book, copy)
    with at_work(copy, open_book) as opened:
        rank(opened)
    after = _sheets(copy)
    state = folder / "click.pickle"
    sheets = {name: (*rows, after[name]) for name, rows in before.items()}
    state.write_bytes(pickle.dumps((str(book), sheets)))
    return state


def _sheets(book: Path) -> dict[str, tuple[list[list[Any]], list[list[Any]]]]:
    from thidua_xl.domain.values.cells import Formula
    from thidua_xl.intake.gate import BOOK
    from thidua_xl.intake.grids import open_source
    from thidua_xl.workbook.grid import Grid, Refused

    source = open_source(book.read_bytes(), BOOK)
    assert not isinstance(source, Refused)
    found = {}
    for name, _ in source.package.sheets:
        grid = source.grid(name, formulas=True)
        assert isinstance(grid, Grid)
        values = [[cell.value if isinstance(cell, Formula) else cell for cell in row] for row in grid.rows]
        texts = [[cell.text if isinstance(cell, Formula) else "" for cell in row] for row in grid.rows]
        found[name] = (values or [[None]], texts or [[""]])
    return found


if __name__ == "__main__":
    sys.modules["hypothesis"] = None  # type: ignore[assignment] # of the tests: no clerk's machine has it
    begin = time.process_time()
    memory_excel.activate(Path(sys.argv[1]))
    filled = time.process_time() - begin
    from thidua_xl.commands.parser import main

    code = main(["excel", "rank"])
    print(json.dumps({**loaded.loaded(), "apart": filled}))
    sys.exit(code)
