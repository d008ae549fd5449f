"""`remind` and those who score others: whose workbook lacks when scores are due gets it anew, or marked."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cluster.test_calendar import on
from tests.cluster.test_remind import out, remind, reminded
from tests.journeys.drafts import attached, mail, text, today_is
from tests.journeys.journey import YEAR, Journey, Run, Sheet, run
from tests.journeys.scorer_workbooks import all_of, sent
from tests.journeys.scoring_together import SHARED, WHO, scored_by


@pytest.fixture
def late(asked: Journey, monkeypatch: pytest.MonkeyPatch) -> Journey:
    """8 December, forms are due on the 10th: TC's workbook has a score too high, NV's has not come; BH's has."""
    asked.set(Hạn_nộp_phiếu=on(10))
    with asked.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("AN"), "Email", "an@xa.gov.vn")
        units.put(units.row("CM"), "Điện thoại", "0912 000 111")
    sent(asked, "TC", {**all_of("TC", 5), (SHARED, "AN"): 15})
    sent(asked, "BH", all_of("BH", 5))
    asked.collect()
    today_is(monkeypatch, YEAR, 12, 8)
    return asked


def scorers(answer: Run) -> dict[str, dict[str, object]]:
    """What is said of every scorer."""
    return {one["code"]: one for one in answer.json["recipients"] if one["to"] == "scorer"}


def draft(cluster: Journey, code: str) -> Path:
    """The draft to a scorer."""
    return out(cluster) / f"Nhac_viec_Cham_{code}_{YEAR}.eml"


def test_whose_workbook_lacks_gets_it_anew(late: Journey) -> None:
    """As `issue` writes it, at the address of `Người chấm`, with what lacks by criteria and units."""
    before = late.book.read_bytes()
    done = remind(late)
    assert done.code == 1
    assert {code: one["form"] for code, one in scorers(done).items()} == {
        "TC": "to_fix", **dict.fromkeys(("NV", "AN", "CM", "DL", "EN"), "reminder"),
    }  # fmt: skip
    assert late.book.read_bytes() == before
    assert mail(draft(late, "NV"))["To"] == "nv@x.vn"
    name = f"Cham_NV_{YEAR}.xlsx"
    assert attached(draft(late, "NV")) == {name: (late.folder / "phieu" / name).read_bytes()}
    said = text(draft(late, "NV"))
    assert "Còn thiếu 5 điểm: tiêu chí 2.4 của AN, BH, CM, DL, EN." in said
    assert f"Đề nghị người chấm điền phiếu gửi kèm ({name}" in said
    assert f"chậm nhất ngày 10/12/{YEAR}" in said


def test_whose_workbook_is_wrong_gets_it_marked(late: Journey, tmp_path: Path) -> None:
    """Its own cells, under the name that a copy given back has."""
    remind(late)
    ((name, data),) = attached(draft(late, "TC")).items()
    assert name == f"Can_sua_Cham_TC_{YEAR}.xlsx"
    (tmp_path / name).write_bytes(data)
    assert openpyxl.load_workbook(tmp_path / name).sheetnames[0] == "Cần sửa"


def test_units_that_score_each_other_are_reached_as_units_are(late: Journey) -> None:
    """By e-mail, else by telephone; the message counts the letters to scorers by themselves."""
    done = remind(late)
    assert mail(draft(late, "AN"))["To"] == "an@xa.gov.vn"
    found = scorers(done)
    assert (found["CM"]["draft"], found["CM"]["telephone"]) == (None, "0912 000 111")
    assert "gọi 0912 000 111" in str(found["CM"]["note"])
    assert "3 cho người chấm" in run_said(late)


def run_said(cluster: Journey) -> str:
    """What the command says to a person."""
    return " ".join(run("remind", cluster.book, "--out", out(cluster)).out.split())


def test_nobody_is_reminded_too_early_nor_once_the_table_went_up(
    late: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not while the day is further away; not when the head has sent the table; late is still asked for, at once."""
    assert not scorers(remind(late, within=1))
    assert scorers(remind(late, within=2))
    today_is(monkeypatch, YEAR, 12, 12)
    assert scorers(remind(late, within=0))
    assert "trong thời gian sớm nhất" in text(draft(late, "NV"))
    with late.typing() as book:
        calendar = Sheet(book["Lịch"], "Mã việc")
        calendar.put(calendar.row("GB"), "Ngày xong", datetime.datetime(YEAR, 12, 12))
    late.rank()
    assert not scorers(remind(late))
    assert not draft(late, "NV").exists()
    assert list((out(late) / "luu").glob("Nhac_viec_Cham_NV_*"))


def test_units_that_have_all_sent_do_not_stop_it(late: Journey) -> None:
    """Forms are done when every unit's is in; what scorers owe is not."""
    assert all(one["form"] is None for one in remind(late).json["recipients"] if one["to"] == "unit")
    assert "NV" in reminded(remind(late))


def test_a_changed_table_is_issued_before_anybody_is_reminded(late: Journey) -> None:
    """No old workbook goes out again."""
    with late.typing() as book:
        scored_by(book, {**WHO, "I.2": "NV"})
    late.rank()
    found = scorers(remind(late))
    assert "phát hành phiếu rồi nhắc" in str(found["NV"]["note"])
    assert not attached(draft(late, "NV"))


def test_in_march_no_scorer_is_reminded(late: Journey) -> None:
    """Registration asks units alone."""
    late.set(Giai_đoạn_năm="Đăng ký")
    assert not scorers(remind(late, within=60))
