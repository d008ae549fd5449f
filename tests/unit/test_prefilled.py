"""Cells that are filled beforehand: the program's until somebody types something else or clears them."""

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.sheets.kept import KeptRow, Line
from thidua_xl.sheets.prefilled import (
    COLUMN,
    KnownCol,
    Offer,
    fresh_row,
    fresh_rows,
    is_untouched,
    known_of,
    offered,
    take,
)
from thidua_xl.sheets.table import Column, Table

NAME, MAIL = "Họ tên", "Email"
TABLE = Table("Thử", (Column(NAME, typed=True), Column(MAIL, typed=True), COLUMN), header_row=0, key=(NAME,))


def drawn(lines: list[Line]) -> list[KeptRow]:
    """The rows as the next command reads them."""
    rows = []
    for at, line in enumerate(lines):
        row = fresh_row(TABLE)
        row.row = at
        row.cells.update(
            {one.header: line.was.raw(one.header) for one in TABLE.columns if one.typed and line.was}
        )
        row.cells.update(line.values)
        rows.append(row)
    return rows


def run(rows: list[KeptRow], *offers: Offer, before: frozenset[str] = frozenset()) -> list[KeptRow]:
    """One command."""
    return drawn(offered(rows, offers, before, TABLE, lambda _: 0))


def offer(name: str, mail: str = "", key: str = "A") -> Offer:
    """What the program says of a person."""
    return Offer(key, {NAME: name or None, MAIL: mail or None})


def said(rows: list[KeptRow]) -> list[tuple[object, object]]:
    """Name and mail of the rows."""
    return [(row.raw(NAME), row.raw(MAIL)) for row in rows]


def test_a_cell_follows_until_somebody_types() -> None:
    """Then it is theirs, also when they clear it; typed as the program says, it is the program's again."""
    rows = run([], offer("An", "an@x.vn"))
    rows = run(rows, offer("Bình", "an@x.vn"))
    assert said(rows) == [("Bình", "an@x.vn")]
    rows[0].cells[NAME], rows[0].cells[MAIL] = "Bình Hải", None
    rows = run(rows, offer("Châu", "chau@x.vn"))
    assert said(rows) == [("Bình Hải", None)]
    rows[0].cells[NAME] = "Châu"
    rows = run(run(rows, offer("Châu")), offer("Dung", "d@x.vn"))
    assert said(rows) == [("Dung", None)]


def test_a_row_that_was_taken_away_does_not_come_back() -> None:
    """A new one comes."""
    assert said(run([], offer("An"), offer("Bình", key="B"), before=frozenset({"A"}))) == [("Bình", None)]


def test_a_row_that_is_offered_no_more_goes_unless_somebody_typed() -> None:
    """What was typed is kept, and what the program wrote beside it."""
    rows = run([], offer("An"), offer("Bình", key="B"))
    rows[1].cells[MAIL] = "b@x.vn"
    assert said(run(rows)) == [("Bình", "b@x.vn")]


def test_fresh_rows_fall_from_below_all_others() -> None:
    """No number twice, wherever the lowest of the others stands."""
    fresh = fresh_rows(TABLE, [KeptRow(5, {}), KeptRow(-3, {}), KeptRow(-1, {})])
    assert [next(fresh).row for _ in range(3)] == [-4, -5, -6]
    assert fresh_row(TABLE).row == -1


def test_rows_of_ones_own_and_copied_rows_stay() -> None:
    """The first row of a key follows, its copy is somebody's own."""
    rows = run([], offer("An"))
    copy = KeptRow(7, dict(rows[0].cells))
    own = KeptRow(8, {NAME: "Khách", MAIL: None, KnownCol.KNOWN: "viết chơi"})
    rows = run([*rows, copy, own], offer("Bình"))
    assert said(rows) == [("Bình", None), ("An", None), ("Khách", None)]
    assert [known_of(row).key for row in rows] == ["A", "", ""]


def test_long_texts_are_known_by_their_hash() -> None:
    """The hidden cell never holds them twice."""
    rows = run([], offer("Mô hình " * 200))
    assert is_untouched(rows[0], TABLE)
    assert len(known_of(rows[0]).said or "") < 100


_TEXTS = st.sampled_from(["", "An", "Bình", "Châu"])


@given(st.lists(st.tuples(_TEXTS, st.one_of(st.none(), _TEXTS)), min_size=1, max_size=8))
def test_what_was_typed_last_stands(steps: list[tuple[str, str | None]]) -> None:
    """Against a plain account of who wrote last: the program's word, unless a person's differs from what it wrote."""
    rows: list[KeptRow] = []
    wrote, typed, is_typed = "", "", False
    for word, hand in steps:
        if hand is not None and rows:
            rows[0].cells[NAME] = hand or None
            typed, is_typed = hand, hand != wrote
        rows = rows or [fresh_row(TABLE)]
        take(rows[0], Offer("A", {NAME: word or None}))
        if not is_typed:
            wrote = word
        elif word and word == typed:
            wrote, is_typed = word, False
        assert (rows[0].raw(NAME) or "") == (typed if is_typed else wrote)
