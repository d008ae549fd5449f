"""Lists of units as offices keep them, row by row, and what comes of it."""

from collections.abc import Mapping, Sequence

import pytest

from thidua_xl.domain.outline.headers import Place
from thidua_xl.domain.outline.lines import Block
from thidua_xl.domain.outline.units import UnderstoodUnits, code_from, header_of_units, understand_units
from thidua_xl.domain.outline.why import Remark, Why
from thidua_xl.sample import units

HEADER = ("TT", "Tên đơn vị", "Người liên hệ", "Email", "Điện thoại")


def of(*rows: Sequence[object], covered: Mapping[Place, Place] | None = None,
       header: Sequence[object] = HEADER) -> UnderstoodUnits:  # fmt: skip
    """What is understood of a list of these rows."""
    return understand_units([Block("B", [header, *rows], covered or {})])


def doubts(found: UnderstoodUnits) -> list[tuple[int, Why]]:
    """The rows (from 1, the header is the first) that wait for a person, and why."""
    return [(one.spot.row, one.why) for one in found.doubts]


def remarks(found: UnderstoodUnits) -> list[tuple[int, Remark]]:
    """The rows that are worth a look."""
    return [(one.spot.row, one.remark) for one in found.noticed]


# --- codes --------------------------------------------------------------------------------------------


def test_the_codes_of_the_sample_are_those_that_are_proposed() -> None:
    """Dân Lý is DLY, Dân Lực DLU: two letters of the last name, without accents."""
    for unit in units():
        assert code_from(unit.name, []) == unit.code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Sở Nội vụ", "SNV"), ("UBND xã Đông Lĩnh", "DLI"), ("Phường Ba Đình", "BDI"), ("Xã Êa", "EA"),
     ("Hội Cựu chiến binh", "HCCB"),
     ("Trường Tiểu học Dân Lý", "TTHDL"), ("Xã 135", "135"), ("Ủy ban nhân dân phường Hạc Thành", "HTH"), ("!", "DV"),
     ("Trung tâm Xúc tiến đầu tư, thương mại, du lịch và hỗ trợ doanh nghiệp", "TTXTDN")],
)  # fmt: skip
def test_a_code_from_a_name(name: str, code: str) -> None:
    """What every commune is called is left out; a longer name gives its initials."""
    assert code_from(name, []) == code


def test_no_two_units_get_one_code() -> None:
    """More of the last name, then a number: always the same for the same list."""
    taken: list[str] = []
    for name in ("Xã Hà Lan", "Xã Hải Lan", "Xã Hoa Lan", "Xã Hòa Lan"):
        taken.append(code_from(name, taken))
    assert taken == ["HLA", "HLAN", "HLA2", "HLA3"]


# --- lists --------------------------------------------------------------------------------------------


def test_a_plain_list() -> None:
    """Names, people, addresses, telephones as they stand."""
    found = of(
        ("1", "Xã Dân Lý", "Nguyễn A", "danly@example.vn", "0237 000 0101"),
        ("2", "Xã Dân Lực", None, None, None),
    )
    assert [(u.unit.code, u.unit.name, u.unit.contact, u.unit.email, u.unit.telephone) for u in found.rows] == [
        ("DLY", "Xã Dân Lý", "Nguyễn A", "danly@example.vn", "0237 000 0101"), ("DLU", "Xã Dân Lực", "", "", ""),
    ]  # fmt: skip
    assert (found.doubts, found.noticed, found.is_clear) == ([], [], True)


@pytest.mark.parametrize(
    "header",
    [("STT", "Đơn vị", "Họ và tên cán bộ phụ trách", "Địa chỉ email", "Số điện thoại"),
     ("Số TT", "Xã, phường", "Đầu mối liên hệ", "Hộp thư công vụ", "ĐTDĐ"),
     ("TT", "TÊN ĐƠN VỊ", "Cán bộ đầu mối", "E-mail", "SĐT")],
)  # fmt: skip
def test_headers_in_many_words(header: Sequence[str]) -> None:
    """Each of the five is found."""
    found = header_of_units(Block("B", [("DANH SÁCH CÁC ĐƠN VỊ",), header]))
    assert found is not None
    assert (found.first, [columns[0] for columns in found.columns.values()]) == (1, [0, 1, 2, 3, 4])


def test_a_table_of_criteria_is_no_list_of_units() -> None:
    """`Đơn vị tính` is no unit."""
    assert header_of_units(Block("B", [("TT", "Nội dung", "Đơn vị tính", "Điểm chuẩn")])) is None


def test_the_lists_own_codes_are_taken_where_they_can_be() -> None:
    """One with a blank inside loses it; one that is there already, or no code at all, waits."""
    header = ("Mã", "Tên đơn vị", "Email")
    found = of(
        ("D LY", "Xã Dân Lý", None), ("dly", "Xã Dân Lực", None), ("A/B", "Xã Minh Sơn", None), header=header
    )
    assert found.codes == ["DLY", "DLU", "MSO"]
    assert doubts(found) == [(3, Why.CODE_WRONG), (4, Why.CODE_WRONG)]


def test_groups_sums_and_signatures_are_no_units() -> None:
    """They are told."""
    found = of(
        ("I", "Các xã", None, None, None), ("1", "Xã Dân Lý", "A", None, None), ("II", "Các phường", None, None, None),
        ("2", "Phường Hạc Thành", "B", None, None), (None, "Tổng cộng: 2 đơn vị", None, None, None),
        (None, "NGƯỜI LẬP", None, None, None),
    )  # fmt: skip
    assert (found.codes, found.doubts) == (["DLY", "HTH"], [])
    assert remarks(found) == [(2, Remark.GROUP), (4, Remark.GROUP), (6, Remark.BELOW), (7, Remark.BELOW)]


def test_two_people_of_one_unit() -> None:
    """Its name is merged over both."""
    found = of(("1", "Xã Dân Lý", "A", "a@example.vn", "0912 345 678"), (None, None, "B", "b@example.vn", "0912345679"),
               covered={(2, 0): (1, 0), (2, 1): (1, 1)})  # fmt: skip
    (row,) = found.rows
    assert (row.unit.contact, row.unit.email) == ("A; B", "a@example.vn; b@example.vn")
    assert (found.doubts, found.noticed) == ([], [])


def test_what_waits_for_a_person() -> None:
    """A unit twice, a line without a name, one without the number that all others have."""
    found = of(
        ("1", "Xã Dân Lý", "A"),
        ("2", "xã Dân Lý", "B"),
        ("3", None, "C"),
        (None, "Xã Minh Sơn", "D"),
        ("4", "Xã Thọ Dân"),
    )
    assert doubts(found) == [(3, Why.NAME_TWICE), (4, Why.NO_NAME), (5, Why.NUMBER_UNCLEAR)]
    assert found.codes == ["DLY", "MSO", "TDA"]


def test_a_telephone_that_excel_took_for_a_number() -> None:
    """Its zero comes back; an address that is none is told."""
    found = of(("1", "Xã Dân Lý", "A", "danly.example.vn", 912345678.0))
    assert found.rows[0].unit.telephone == "0912345678"
    assert remarks(found) == [(2, Remark.ZERO), (2, Remark.ADDRESS)]
