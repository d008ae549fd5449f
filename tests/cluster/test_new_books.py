"""`new`: what the file's name says of cluster and year is filled in and told; what it does not say stays blank."""

from pathlib import Path

import openpyxl
import pytest

from tests.journeys.journey import Run, run

NOVEMBER_2026, JANUARY_2025 = "1795831200", "1736500000"


@pytest.fixture(autouse=True)
def in_november_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of these tests."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOVEMBER_2026)


def setting(path: Path, sheet: str, name: str) -> object:
    """The value of a setting as it stands in the book."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return next(row[1] for row in rows if row[0] == name)


def made(path: Path, kind: str, *more: object) -> Run:
    """A new book."""
    done = run("new", kind, path, *more)
    assert done.code == 0, done.err
    return done


@pytest.mark.parametrize(
    ("name", "cluster", "year"),
    [
        ("SoCum_TS01_2026", "TS01", 2026),
        ("socum_KHỐI-3_2027", "KHỐI-3", 2027),
        ("SoCum_TS01_2025", "TS01", 2025),
    ],
)
def test_the_name_of_the_file_fills_cluster_and_year(
    name: str, cluster: str, year: int, tmp_path: Path
) -> None:
    """Nobody types again what the file is called; what was filled in is told, with where to change it."""
    path = tmp_path / f"{name}.xlsx"
    said = made(path, "cluster").out
    assert (setting(path, "Cụm", "Mã cụm"), setting(path, "Cụm", "Năm")) == (cluster, year)
    assert f"Theo tên tệp đã điền Mã cụm {cluster}, Năm {year}: chưa đúng thì sửa ở trang Cụm." in said


@pytest.mark.parametrize(
    "name",
    [
        "So_TS01_2026", "SoCum_TS01", "SoCum_2026", "SoCum_TS01_2026 (1)", "SoCum_TS01_2026 - Copy", "SoCum_TS_01_2026",
        "SoCum_TS01_2062", "SoCum_TS01_26", "SoCum_Cụm số 1_2026", "SoCum_TS01_2026_sua", "SoCum__2026",
        "Ban sao SoCum_TS01_2026", f"SoCum_{'A' * 21}_2026",
    ],
)  # fmt: skip
def test_nothing_is_guessed_from_another_name(name: str, tmp_path: Path) -> None:
    """A wrong code would be printed on every form: better a blank cell, which `check` asks for."""
    path = tmp_path / f"{name}.xlsx"
    said = made(path, "cluster").out
    assert (setting(path, "Cụm", "Mã cụm"), setting(path, "Cụm", "Năm")) == (None, 2026)
    assert "Theo tên tệp" not in said
    assert ("SETTING_MISSING", "Mã cụm") in {
        (one["code"], one["value"]) for one in run("check", path, "--json").json["files"][0]["findings"]
    }


def test_the_law_is_that_of_the_year_in_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines `Căn cứ` follow the year of the book, not the day on which it is made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JANUARY_2025)
    made(tmp_path / "SoCum_TS01_2024.xlsx", "cluster")
    made(tmp_path / "SoCum_TS01_2025.xlsx", "cluster")
    assert setting(tmp_path / "SoCum_TS01_2024.xlsx", "Cụm", "Căn cứ") is None
    assert setting(tmp_path / "SoCum_TS01_2025.xlsx", "Cụm", "Căn cứ") is not None


def test_the_sample_keeps_its_own_code(tmp_path: Path) -> None:
    """What else is given goes before the name."""
    path = tmp_path / "SoCum_XX_2027.xlsx"
    made(path, "cluster", "--sample")
    assert (setting(path, "Cụm", "Mã cụm"), setting(path, "Cụm", "Năm")) == ("TS01", 2026)


@pytest.mark.parametrize(
    ("name", "year", "is_told"), [("SoTongHop_2027", 2027, True), ("SoTongHop_2026_moi", 2026, False)]
)
def test_the_name_of_an_office_book_fills_its_year(
    name: str, year: int, is_told: bool, tmp_path: Path
) -> None:
    """The same upstairs."""
    path = tmp_path / f"{name}.xlsx"
    said = made(path, "office").out
    assert setting(path, "Cấp trên", "Năm") == year
    assert (f"Theo tên tệp đã điền Năm {year}: chưa đúng thì sửa ở trang Cấp trên." in said) == is_told


@pytest.mark.parametrize("kind", ["cluster", "office"])
def test_a_sample_says_what_to_look_at(kind: str, tmp_path: Path) -> None:
    """Its sheets are filled: whoever is told to fill them looks for what is missing."""
    said = made(tmp_path / "So.xlsx", kind, "--sample").out
    assert "Đây là sổ mẫu để xem, đã điền sẵn" in said
    assert "điền trang" not in said
