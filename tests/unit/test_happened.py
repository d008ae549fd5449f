"""What happened, and how the journal tells it: the sentences are a record that later years read."""

import ast
from datetime import date
from pathlib import Path

import pytest

from thidua_xl.bookkeeping.happened import (
    FileCameAgain,
    FileMoved,
    FileReceived,
    Happened,
    LinesAdded,
    SheetAdded,
    WentBack,
)
from thidua_xl.cluster.happened import (
    AgreedChange,
    AgreedTyped,
    CriteriaChanged,
    FigureChange,
    FiguresDropped,
    FiguresReplaced,
    FormIssued,
    LettersMade,
    PapersMade,
    RanksMoved,
    Recorded,
    Reopened,
    RulesChanged,
    SaidOtherwise,
    Sealed,
    TableImported,
)
from thidua_xl.domain.ranking.submissions import Sending, Submission
from thidua_xl.domain.scoring.settings import Phase
from thidua_xl.office.appraisal_rows import FormRead

SHA = "0123456789abcdef" * 4
_ACTS = Path(__file__).parents[2] / "thidua_xl"


@pytest.mark.parametrize(
    ("happened", "line"),
    [
        (SheetAdded("Lịch"), "Thêm trang Lịch"),
        (
            WentBack("2026-11-28 09:25:00", 2),
            "Về bản giữ lúc 28/11/2026 09:25; 2 dòng nhật ký sau bản ấy ở bản vừa giữ trong luu",
        ),
        (LinesAdded("Cấp trên", ("Ký hiệu", "Căn cứ")), "Thêm mục ở trang Cấp trên: Ký hiệu, Căn cứ"),
        (
            FileReceived("a.xlsx", SHA, "", "đơn vị A", "chấp nhận"),
            "Nhận a.xlsx từ tệp chọn (0123456789ab): đơn vị A, chấp nhận",
        ),
        (
            FileMoved("a.xlsx", SHA, "chấp nhận", "bị thay"),
            "a.xlsx (0123456789ab): chấp nhận → bị thay",
        ),
        (FileCameAgain("a.xlsx", SHA, "thư.eml"), "a.xlsx (0123456789ab) đến lại: thư.eml"),
        (
            AgreedTyped("A", "I.1", [AgreedChange("Điểm thống nhất", "20", "18,5")], "Thiếu minh chứng"),
            "A · I.1: điểm thống nhất 18,5 (trước 20), lý do: Thiếu minh chứng",
        ),
        (
            AgreedTyped(
                "A",
                "I.1",
                [AgreedChange("Kết quả thống nhất", "", "3"), AgreedChange("Điểm thống nhất", "4", "")],
            ),
            "A · I.1: kết quả thống nhất 3 (trước để trống), điểm thống nhất để trống (trước 4)",
        ),
        (LettersMade(["A", "người chấm B"], ["C"]), "Lập thư trả phiếu: A, người chấm B; thư nhắc nộp: C"),
        (LettersMade([], ["C"]), "Lập thư nhắc nộp: C"),
        (
            RulesChanged({"Xếp loại": "Tốt:80 → Tốt:85"}, {"AN": "xếp loại Tốt → Khá", "BH": "hạng 2 → 3"}),
            "Đổi quy tắc – Xếp loại: Tốt:80 → Tốt:85. Kết quả đổi theo – AN: xếp loại Tốt → Khá | BH: hạng 2 → 3",
        ),
        (
            RulesChanged({"Khuyết hạng": "Để trống → Đơn vị sau lên thay"}, {}),
            "Đổi quy tắc – Khuyết hạng: Để trống → Đơn vị sau lên thay. Không đổi kết quả của đơn vị nào",
        ),
        (
            RulesChanged({"Xếp loại": "x → y"}, {f"U{at}": "hạng 1 → 2" for at in range(1000)}),
            "Đổi quy tắc – Xếp loại: x → y. Kết quả đổi theo – "
            + " | ".join(f"U{at}: hạng 1 → 2" for at in range(20))
            + " | và 980 đơn vị khác",
        ),
        (CriteriaChanged({"I.1": "Điểm tối đa 15 → 14"}), "Tiêu chí đã đổi – I.1: Điểm tối đa 15 → 14"),
        (
            FiguresReplaced("A", [FigureChange("I.1", "Kết quả", "3", "")], restored=False),
            "A (phiếu thay thế): I.1 Kết quả 3 → (trống)",
        ),
        (
            FiguresReplaced("A", [FigureChange("I.1", "Kết quả", "0", "3")], restored=True),
            "A (lấy lại theo phiếu gốc): I.1 Kết quả 0 → 3",
        ),
        (FiguresDropped("A"), "A: không còn phiếu được dùng, bỏ các số liệu đã nhận"),
        (
            PapersMade(("bien-ban-hoi-nghi", "dang-ky"), 9),
            "Xuất văn bản: bien-ban-hoi-nghi, dang-ky (9 tệp)",
        ),
        (FormIssued("Phieu_A_2026.xlsx", "C01-2026-A"), "Phát hành Phieu_A_2026.xlsx, số C01-2026-A"),
        (Sealed("ab" * 32), f"Chốt sổ, mã niêm phong {'ab' * 32}"),
        (Reopened("", "gõ nhầm"), "Mở lại sổ, bỏ mã niêm phong (không có). Lý do: gõ nhầm"),
        (
            SaidOtherwise("Giai đoạn", "Nhận phiếu", "Đã thông qua"),
            "Giai đoạn: Nhận phiếu → Đã thông qua",
        ),
        (SaidOtherwise("Bỏ phiếu", "(trống)", "Ngày 2026-12-18"), "Bỏ phiếu: (trống) → Ngày 18/12/2026"),
        (TableImported("Tiêu chí", "a.xlsx", 9, 0), "Nhập 9 dòng từ a.xlsx vào trang Tiêu chí"),
        (TableImported("Đơn vị", "a.xlsx", 9, 3), "Nhập 9 dòng từ a.xlsx vào trang Đơn vị, thay 3 dòng cũ"),
        (RanksMoved("Hạng", [("A", "1", "2"), ("B", "2", "1")]), "Hạng: A 1 → 2; B 2 → 1"),
        (
            FormRead("A", "ThamDinh_A.xlsx", ["I.1: 30 → 28"]),
            "Đọc phiếu thẩm định A (ThamDinh_A.xlsx): I.1: 30 → 28.",
        ),
    ],
)
def test_the_journal_tells_it_in_one_sentence(happened: Happened, line: str) -> None:
    """Blank is told as blank, never as nothing; old comes before new."""
    assert happened.line == line


def test_a_sending_is_told_with_the_phase_that_it_moved() -> None:
    """Which sending, of how many units, and from where to where the year has moved."""
    sent = Submission(1, Sending.BEFORE, date(2026, 12, 20), ())
    moved = Recorded(sent, Phase.RECEIVING, Phase.SENT).line
    same = Recorded(sent, Phase.SENT, Phase.SENT).line
    assert moved.startswith(same.removesuffix("."))
    assert Phase.SENT.value in moved
    assert Phase.SENT.value not in same.replace(Sending.BEFORE.value, "")


@pytest.mark.parametrize("half", ["cluster", "office"])
def test_no_act_words_the_journal_itself(half: str) -> None:
    """What is saved with a book is what happened: no text, and no list of texts."""
    for path in sorted((_ACTS / half).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "save_cluster_book",
                "save_office_book",
            ):
                texts = [one for one in ast.walk(node.args[3] if len(node.args) > 3 else node)
                         if isinstance(one, ast.JoinedStr)]  # fmt: skip
                assert texts == [], f"{path.name}:{node.lineno}"
