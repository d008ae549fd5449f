"""A library alone: every cell of every sheet is read, and nothing else.

`python -m tests.benchmarks.bare READER FILE…`
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path


def calamine(path: Path) -> int:
    """How many rows it has."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return sum(
        len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
    )


def openpyxl(path: Path) -> int:
    """The same."""
    from openpyxl import load_workbook

    return sum(1 for sheet in load_workbook(path, data_only=True) for _ in sheet.iter_rows(values_only=True))


READERS: Mapping[str, Callable[[Path], int]] = {"calamine": calamine, "openpyxl": openpyxl}

if __name__ == "__main__":
    print(sum(READERS[sys.argv[1]](Path(name)) for name in sys.argv[2:]))
