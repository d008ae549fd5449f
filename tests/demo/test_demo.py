"""`demo` walks a whole year on any day of it, and leaves books in which a person sees that year."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from tests.journeys.journey import Run, Sheet, run

NEW_YEARS_DAY = "1767225600"
YEAR = 2026


class Shown(NamedTuple):
    """The folder, and what the command printed."""

    folder: Path
    answer: Run
    digests: Mapping[str, str]
    """Path → hash of every file as it was made."""

    @property
    def book(self) -> Path:
        """The cluster's book."""
        return self.folder / f"SoCum_TS01_{YEAR}.xlsx"

    @property
    def sealed(self) -> Path:
        """The same, sealed."""
        return self.folder / "5_so_da_chot" / self.book.name


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The demonstration, made on the first day of the year."""
    return made(tmp_path_factory.mktemp("demo") / "out")


def made(folder: Path) -> Shown:
    """The demonstration in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NEW_YEARS_DAY)
        patch.setenv("THIDUA_USER", "thử")
        answer = run("demo", folder)
    return Shown(folder, answer, digests(folder))


def digests(folder: Path) -> dict[str, str]:
    """Path → hash of every file in a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def records(book: Path, sheet: str, *keys: str) -> list[dict[str, Any]]:
    """The rows of a sheet."""
    return list(Sheet(openpyxl.load_workbook(book)[sheet], *keys).records())


def test_the_mended_form_counts_on_the_first_day_of_the_year(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The forms were saved before they were received, whatever the day: none waits, nobody is missing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEW_YEARS_DAY)
    assert shown.answer.code == 0
    (book,) = shown.folder.glob("SoCum_*.xlsx")
    ranked = run("rank", book, "--json").json
    assert {unit["status"] for unit in ranked["units"]} == {"ranked"}
    assert ranked["nominee"] == "MSO"
    assert [(one["office"], one["winner"]) for one in ranked["offices"]] == [
        ("head", "VSO"),
        ("deputy", "XLO"),
    ]
    assert [one for one in ranked["findings"] if one["severity"] == "error"] == []


def test_registration_has_a_late_unit_an_odd_target_and_a_paper(shown: Shown) -> None:
    """As `Tiếp nhận`, `Đăng ký` and what is printed say."""
    out = shown.answer.out
    assert "chưa có VSO, XLO" in out or "chưa có XLO, VSO" in out
    assert "đăng ký 85, thấp hơn chỉ tiêu chung 95" in out
    assert "VSO đăng ký muộn, XLO gửi bản giấy" in out
    rows = {
        (r["Mã đơn vị"], r["Mã tiêu chí"]): r
        for r in records(shown.book, "Đăng ký", "Mã đơn vị", "Mã tiêu chí")
    }
    odd = rows["HLY", "I.6.a"]
    assert (odd["Chỉ tiêu đăng ký"], odd["Chỉ tiêu thống nhất đầu năm"]) == (85, 95)
    assert rows["XLO", "I.1.b"]["Chỉ tiêu đăng ký"] == 2600
    received = records(shown.book, "Tiếp nhận", "Mã đơn vị", "Kỳ")
    assert sorted(row["Mã đơn vị"] for row in received if row["Kỳ"] == "Đăng ký") == [
        "DLU", "DLY", "HLY", "MSO", "TDA", "THO", "VSO",
    ]  # fmt: skip


def test_the_table_of_criteria_changes_in_july(shown: Shown) -> None:
    """One weight, one number, one criterion more; what was promised follows the number."""
    rows = records(shown.book, "Thay đổi tiêu chí", "Mã", "Thay đổi")
    changed = {(row["Mã"], row["Thay đổi"]): row for row in rows}
    raised, moved = changed["I.4.b", "Đổi điểm tối đa"], changed["I.5.d", "Chuyển mã"]
    assert (raised["Trước"], raised["Sau"]) == ("20", "25")
    assert ("V.2", "Thêm") in changed
    assert moved["Chuyển sang mã"] == "I.5.c"
    promised = records(shown.book, "Đăng ký", "Mã đơn vị", "Mã tiêu chí")
    followed = {
        row["Mã đơn vị"]: row["Chỉ tiêu đăng ký"] for row in promised if row["Mã tiêu chí"] == "I.5.c"
    }
    assert followed == {"DLY": 3, "DLU": 4, "MSO": 3, "TDA": 3, "HLY": 2, "XLO": 2, "VSO": 2, "THO": 3}
    assert [row for row in promised if row["Mã tiêu chí"] == "I.5.d"] == []


def test_two_promises_are_late_in_june(shown: Shown) -> None:
    """`Tiến độ` Chậm, and why."""
    rows = records(shown.book, "Sơ kết", "Mã đơn vị", "Mã tiêu chí")
    late = [row for row in rows if row["Tiến độ"] == "Chậm"]
    assert [(row["Mã đơn vị"], row["Mã tiêu chí"]) for row in late] == [("HLY", "I.2.b"), ("VSO", "I.2.b")]
    assert all(row["Khó khăn, kiến nghị"] for row in late)


def test_a_model_is_chosen_and_two_activities_are_held(shown: Shown) -> None:
    """`Mô hình`, `Hoạt động`, `Phong trào`, `Giao ước`, `Thành phần`, `Hội nghị`, `Văn bản` are filled."""
    models = records(shown.book, "Mô hình", "Mã đơn vị", "Tên mô hình")
    assert [row["Mã đơn vị"] for row in models if row["Chọn tham quan"] == "x"] == ["DLU"]
    assert len(models) == 3
    assert len(records(shown.book, "Hoạt động", "Nội dung", "Loại")) == 2
    assert len(records(shown.book, "Phong trào", "Tên phong trào", "Mã đơn vị")) == 14
    signed = records(shown.book, "Giao ước", "Mã đơn vị", "Đã ký")
    assert [row["Đã ký"] for row in signed] == ["x"] * 8
    meetings = records(shown.book, "Hội nghị", "Mã", "Tên")
    assert [(row["Mã"], row["Ý kiến"]) for row in meetings] == [
        ("SK", "Đồng ý"),
        ("TB", None),
        ("HN", "Đồng ý"),
    ]
    came = {row["Tổng kết"] for row in records(shown.book, "Thành phần", "Nhóm", "Họ tên")}
    assert came == {"Có mặt", "Cử thay", None}
    papers = records(shown.book, "Văn bản", "Mã văn bản", "Tên")
    assert sum(row["Số"] is not None for row in papers) >= 15


def test_the_calendar_of_the_year_is_done(shown: Shown) -> None:
    """Every duty, none of them late."""
    states = {row["Mã việc"]: row["Tình trạng"] for row in records(shown.sealed, "Lịch", "Mã việc", "Việc")}
    assert {code: state for code, state in states.items() if state != "Xong"} == {
        "DK": "Xong muộn 6 ngày",
        "NP": "Xong muộn 2 ngày",
    }


def test_the_second_is_proposed_for_a_certificate(shown: Shown) -> None:
    """`Suy tôn`, by `Hình thức đề nghị`."""
    praised = {
        row["Mã đơn vị"]: str(row["Đề xuất"])
        for row in records(shown.book, "Suy tôn", "Mã đơn vị", "Đề xuất")
    }
    assert "Bằng khen của Chủ tịch UBND tỉnh" in praised["TDA"]
    assert "Cờ" in praised["MSO"]
    assert "Đề nghị Bằng khen của Chủ tịch UBND tỉnh: TDA" in shown.answer.out


def test_the_sealed_book_equals_its_originals_and_next_years_is_made_from_it(shown: Shown) -> None:
    """Nothing to mend in either; the elected hold office, the years before come along."""
    assert run("verify", shown.sealed, "--json").json["equal"]
    for book in (shown.book, shown.sealed):
        assert [
            one
            for one in run("check", book, "--json").json["files"][0]["findings"]
            if one["severity"] == "error"
        ] == []
    following = shown.folder / "7_so_nam_sau" / f"SoCum_TS01_{YEAR + 1}.xlsx"
    settings = {row["Mục"]: row["Giá trị"] for row in records(following, "Cụm", "Mục", "Giá trị")}
    assert (settings["Năm"], settings["Trưởng cụm"], settings["Phó Trưởng cụm"]) == (YEAR + 1, "VSO", "XLO")
    held = records(following, "Trưởng, Phó cụm", "Năm", "Chức danh")
    assert [row["Năm"] for row in held].count(YEAR) == 2
    assert len(held) == 8


def test_the_summary_names_everything_that_was_made(shown: Shown) -> None:
    """A line each, and nothing else lies there."""
    there = {path.name for path in shown.folder.iterdir()}
    assert [name for name in sorted(there) if name not in shown.answer.out] == []


def test_the_same_clock_makes_the_same_bytes(shown: Shown, tmp_path: Path) -> None:
    """Every file of both runs, in another process: there, sets have another order."""
    out = tmp_path / "out"
    clocked = {"SOURCE_DATE_EPOCH": NEW_YEARS_DAY, "THIDUA_USER": "thử", "PYTHONHASHSEED": "1"}
    subprocess.run(
        [sys.executable, "-m", "thidua_xl", "demo", out], env={**os.environ, **clocked}, check=True,
        capture_output=True,
    )  # fmt: skip
    assert digests(out) == shown.digests
