"""What the buttons ask and answer about an office's table fits into a message box."""

from thidua_xl.cluster.importing import How, Imported
from thidua_xl.domain.outline.found import Doubt
from thidua_xl.domain.outline.lines import Block, Spot
from thidua_xl.domain.outline.proposal import understand
from thidua_xl.domain.outline.units import UnderstoodUnits, understand_units
from thidua_xl.domain.outline.why import Why
from thidua_xl.wording.imports import brought_said, criteria_asked, flags_said, imported_said, units_asked

UNITS = [(str(number), f"Xã số {number}") for number in range(1, 41)]
LONG = "Thực hiện nhiệm vụ " * 40


def listed() -> UnderstoodUnits:
    """Forty units."""
    return understand_units([Block("Bảng", [("TT", "Tên đơn vị"), *UNITS])])


def test_the_question_comes_first_and_few_units_are_named() -> None:
    """Whatever a box cuts off, the question and the number stand above."""
    asked = units_asked(listed(), 12)
    first, *rest = asked.split("\n")
    assert first == "Ghi vào trang Đơn vị thay 12 dòng đang có? (Bản hiện nay được giữ ở thư mục luu.)"
    assert "Đọc được 40 đơn vị từ Bảng:" in rest
    assert "… và 34 đơn vị nữa" in rest
    assert "Xã số 6" in asked
    assert "Xã số 7" not in asked
    assert len(asked) < 1000


def test_a_short_list_is_named_in_full() -> None:
    """Nothing is left out where all fits."""
    asked = units_asked(understand_units([Block("B", [("TT", "Tên đơn vị"), *UNITS[:6]])]), 0)
    assert "Xã số 6" in asked
    assert "nữa" not in asked


def test_long_doubts_are_cut_short() -> None:
    """Their place and why stay."""
    rows = [(str(number), f"{number} {LONG}", f"{LONG} đ/lần") for number in range(1, 10)]
    understood = understand([Block("B", [("TT", "Nội dung", "Điểm chuẩn"), *rows])])
    asked = criteria_asked(understood, 0)
    assert asked.startswith("Ghi vào trang Tiêu chí?")
    assert "9 chỗ cần xem:" in asked
    assert "… và 3 dòng nữa" in asked
    assert "… và 3 chỗ nữa" in asked
    assert max(map(len, asked.split("\n"))) < 250


def unwritten(typed: int = 0, clashes: tuple[str, ...] = ()) -> Imported[UnderstoodUnits]:
    """Units that were not written."""
    doubt = Doubt(Spot("B", 2), LONG, Why.NAME_TWICE)
    units = UnderstoodUnits(listed().rows, [doubt] * 9, (), ("B",))
    return Imported("Đơn vị", units, How.APPEND if clashes else How.ONLY_INTO_BLANK, typed, clashes)


def test_a_box_never_speaks_of_flags() -> None:
    """Nobody can type `--append` into it; on the command line it follows."""
    for done in (unwritten(), unwritten(3), unwritten(3, ("AN",))):
        assert "Chưa ghi gì" in " ".join(imported_said(done))
        assert "--" not in brought_said(done)
        assert "--" in " ".join(flags_said(done))
    assert "… và 3 chỗ nữa" in brought_said(unwritten())
