"""Workbooks opened by openpyxl, as people's programs open them; what is opened again and again is parsed twice at most.

Taking a copy of an opened workbook costs a sixth of parsing a cluster's book once more.
"""

import copyreg
import hashlib
import io
import pickle
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles.named_styles import NamedStyleList
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import DimensionHolder

_ROOM = 64
"""Files that are remembered: 1.5 MB each where it is a cluster's book of five units."""

_copies: OrderedDict[tuple[bytes, bool], bytes] = OrderedDict()
"""By the digest of a file and `data_only`: nothing yet where it was opened once, then the workbook, pickled."""


def load(file: bytes | Path, *, data_only: bool = False) -> Workbook:
    """A workbook of one's own, as `openpyxl.load_workbook` reads it.

    Args:
        file: the file or where it lies.
        data_only: stored results instead of formulas.
    """
    data = file.read_bytes() if isinstance(file, Path) else file
    key = hashlib.sha256(data).digest(), data_only
    copy = _copies.get(key)
    if copy:
        _copies.move_to_end(key)
        workbook = pickle.loads(copy)
        assert isinstance(workbook, Workbook)
        return workbook
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=data_only)
    _copies[key] = b"" if copy is None else pickle.dumps(workbook, pickle.HIGHEST_PROTOCOL)
    if len(_copies) > _ROOM:
        _copies.popitem(last=False)
    return workbook


# --- what of openpyxl pickle would fill through methods of theirs, or call with other arguments ----------------------


def _indexed(values: IndexedList[Any]) -> tuple[Any, ...]:
    """With its duplicates, and with what it finds: a style that openpyxl changed after entering it is not found."""
    entered = vars(values)["_dict"]
    found = {value: place for value, place in entered.items() if value in entered}
    return IndexedList, (), (list(values), {**vars(values), "_dict": found}), None, None, _fill_indexed


def _fill_indexed(values: IndexedList[Any], state: tuple[list[Any], dict[str, Any]]) -> None:
    items, own = state
    vars(values).update(own)
    list.extend(values, items)


def _named(values: NamedStyleList) -> tuple[Any, ...]:
    return NamedStyleList, (), list(values), None, None, list.extend


def _dimensions(held: DimensionHolder[Any, Any]) -> tuple[Any, ...]:
    """With what makes a column or row that nobody has set: `defaultdict` hands that on as the first argument."""
    state = held.default_factory, vars(held)
    return DimensionHolder, (None,), state, None, iter(held.items()), _fill_dimensions


def _fill_dimensions(
    held: DimensionHolder[Any, Any], state: tuple[Callable[[], Any], dict[str, Any]]
) -> None:
    held.default_factory, own = state
    vars(held).update(own)


copyreg.pickle(IndexedList, _indexed)
copyreg.pickle(NamedStyleList, _named)
copyreg.pickle(DimensionHolder, _dimensions)
