"""Nhóm, Chỉ nhóm: criteria that only the units of a group have, from the book to the rank and upstairs."""

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.answers import classes
from tests.journeys.journey import UNITS, Journey, Run, Sheet, run

MOUNTAIN, PLAIN = "Miền núi", "Đồng bằng"
GROUPS = {"AN": PLAIN, "BH": PLAIN, "CM": MOUNTAIN, "DL": MOUNTAIN, "EN": "miền  núi"}
LEDGER = "Thống nhất điểm"


def group(cluster: Journey, units: Mapping[str, object], criteria: Mapping[str, object]) -> None:
    """Type `Nhóm` of units and `Chỉ nhóm` of criteria."""
    with cluster.typing() as book:
        for name, header, typed in (("Đơn vị", "Nhóm", units), ("Tiêu chí", "Chỉ nhóm", criteria)):
            sheet = Sheet(book[name], "Mã")
            for code, value in typed.items():
                sheet.put(sheet.row(code), header, value)


def started(folder: Path, criteria: Mapping[str, object], **settings: object) -> Journey:
    """A book whose units have groups; its forms went out."""
    journey.begin(folder)
    cluster = Journey(folder, {})
    group(cluster, GROUPS, criteria)
    cluster.set(**settings)
    return Journey(folder, journey.issue(folder))


@pytest.fixture(scope="module")
def apart_once(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """I.4 (10 points) is for the plain alone, 2.2 (8 points) for the mountains; ranked by percentage, all sent."""
    cluster = started(tmp_path_factory.mktemp("apart"), {"I.4": PLAIN, "2.2": MOUNTAIN}, Xếp_theo="Tỷ lệ %")
    for unit in UNITS:
        cluster.drop(f"Phieu_{unit}.xlsx", filled(cluster, unit))
    cluster.collect()
    with cluster.typing() as book:
        journey.head_scores(book)
    return cluster


def filled(cluster: Journey, unit: str) -> bytes:
    """The unit's form, filled as far as it has the rows."""
    workbook = openpyxl.load_workbook(io.BytesIO(cluster.forms[unit]))
    form, place = journey.form_sheet(workbook), list(UNITS).index(unit)
    held = {str(form.at(row, "Mã")): row for row in form.rows()}
    journey.sign(workbook)
    for code, entries in journey.FILLS.items():
        for header, value in zip(("Chỉ tiêu", "Kết quả", "Điểm tự chấm"), entries[place], strict=False):
            if code in held and value is not None:
                form.put(held[code], header, value)
        if code in held:
            form.put(held[code], "Minh chứng", "Báo cáo")
    return journey.saved_bytes(workbook)


@pytest.fixture
def apart(tmp_path: Path, apart_once: Journey) -> Journey:
    """One's own."""
    return apart_once.copied(tmp_path)


def of_maximum(answer: Run) -> dict[str, tuple[str, str]]:
    """Unit → total and maximum."""
    return {unit["code"]: (unit["agreed_total"], unit["max_total"]) for unit in answer.json["units"]}


def codes(cluster: Journey, sheet: str = LEDGER) -> set[tuple[str, str]]:
    """Unit and criterion of every row."""
    return {
        (row["Mã đơn vị"], row["Mã tiêu chí"])
        for row in cluster.sheet(sheet, "Mã đơn vị", "Mã tiêu chí").records()
    }


def test_a_form_has_the_criteria_of_its_group_alone(apart: Journey) -> None:
    """AN's lacks 2.2, CM's lacks I.4; sections and the total say what is left."""
    for unit, lacks, section in (("AN", "2.2", ("2", 18)), ("CM", "I.4", ("I", 45))):
        form = journey.form_sheet(openpyxl.load_workbook(io.BytesIO(apart.forms[unit])))
        assert lacks not in {str(form.at(row, "Mã")) for row in form.rows()}
        assert form.at(form.row(section[0]), "Điểm tối đa") == section[1]


def test_units_are_ranked_by_what_they_have(apart: Journey) -> None:
    """AN: 83 − 8 of 73; CM: 57,5 − 10 of 71: no row, nothing missing, not in the maximum, a dash on `Tổng hợp`."""
    answer = apart.rank()
    assert (answer.code, answer.json["findings"], answer.json["provisional"]) == (0, [], False)
    assert of_maximum(answer) == {
        "AN": ("75.00", "73.00"), "BH": ("61.25", "73.00"), "CM": ("47.50", "71.00"), "DL": ("36.00", "71.00"),
        "EN": ("57.50", "71.00"),
    }  # fmt: skip
    assert not {("AN", "2.2"), ("CM", "I.4"), ("EN", "I.4")} & codes(apart)
    matrix = apart.sheet("Tổng hợp", "Mã", "Còn thiếu")
    matrix.keys = ("Mã",)
    assert (matrix.at(matrix.row("AN"), "2.2"), matrix.at(matrix.row("CM"), "I.4")) == ("–", "–")
    assert (matrix.at(matrix.row("AN"), "Còn thiếu"), matrix.at(matrix.row("AN"), "2")) == (0, 18)
    before = apart.book.read_bytes()
    assert apart.rank().code == 0
    assert apart.book.read_bytes() == before
    assert run("close", apart.book).code == 0
    assert run("verify", apart.book).code == 0


def test_a_section_of_a_group_takes_all_below_it_along(tmp_path: Path) -> None:
    """`Chỉ nhóm` on the section 2: AN has none of its criteria, and those of the head are not missing."""
    cluster = started(tmp_path, {"2": MOUNTAIN}, Xếp_theo="Tỷ lệ %")
    cluster.drop("Phieu_AN.xlsx", filled(cluster, "AN"))
    cluster.collect()
    answer = cluster.rank()
    assert of_maximum(answer)["AN"] == ("59.00", "55.00")
    assert not any(one["unit"] == "AN" for one in answer.json["findings"])
    assert {code for unit, code in codes(cluster) if unit == "AN"} == {
        "I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "T1", "P1",
    }  # fmt: skip
    alone = run("check", cluster.inbox, "--json").json["files"][0]
    assert (alone["status"], alone["findings"]) == ("accepted", [])


def test_who_has_no_criterion_does_not_lead_in_it(tmp_path: Path) -> None:
    """I.5 is for the mountains: EN leads with 20 of 10; BH's 15 is no part of it and CM has half its points."""
    cluster = started(tmp_path, {"I.5": MOUNTAIN}, Xếp_theo="Tỷ lệ %")
    for unit in UNITS:
        cluster.drop(f"Phieu_{unit}.xlsx", filled(cluster, unit))
    cluster.collect()
    scores = {
        row["Mã đơn vị"]: row["Điểm tính"]
        for row in cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí").records() if row["Mã tiêu chí"] == "I.5"
    }  # fmt: skip
    assert scores == {"CM": 2.5, "DL": 2, "EN": 5}


def test_maxima_that_differ_cannot_be_ranked_by_points(tmp_path: Path) -> None:
    """An error at `Xếp theo` that names both; where the groups' maxima are equal, points will do."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    group(cluster, GROUPS, {"I.4": PLAIN})
    (found,) = run("check", cluster.book, "--json").json["files"][0]["findings"][:1]
    assert (found["code"], found["sheet"]) == ("GROUP_MAXIMA_DIFFER", "Cụm")
    assert "Miền núi: 71; Đồng bằng: 81" in found["message"]
    assert run("issue", cluster.book, "--out", tmp_path / "phieu").code == 1
    group(cluster, {}, {"I.1": MOUNTAIN})
    assert run("issue", cluster.book, "--out", tmp_path / "phieu").code == 0


@pytest.mark.parametrize(
    ("units", "criteria", "code", "sheet", "word"),
    [
        ({}, {"I.4": "Miền biển"}, "GROUP_UNKNOWN", "Tiêu chí", "Miền biển"),
        ({"AN": None}, {"I.4": f"{PLAIN}; {MOUNTAIN}"}, "UNIT_WITHOUT_GROUP", "Đơn vị", "AN"),
        ({}, {"2": PLAIN, "2.2": MOUNTAIN}, "GROUPS_APART", "Tiêu chí", "2.2"),
    ],
)
def test_groups_that_cannot_be_meant(
    tmp_path: Path, units: dict[str, object], criteria: dict[str, object], code: str, sheet: str, word: str
) -> None:
    """A group that no unit bears, a unit without one, a criterion that nobody could have."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    cluster.set(Xếp_theo="Tỷ lệ %")
    group(cluster, GROUPS | units, criteria)
    told = run("check", cluster.book, "--json").json["files"][0]["findings"]
    (found,) = (one for one in told if one["code"] == code)
    assert (found["sheet"], bool(found["cell"]), word in found["message"]) == (sheet, True, True)


def test_a_class_of_an_unknown_group(tmp_path: Path) -> None:
    """`Xếp loại` names a group that no unit bears."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    cluster.set(Xếp_loại="Tốt:60; Tốt[Hải đảo]:50")
    told = run("check", cluster.book, "--json").json["files"][0]["findings"]
    (found,) = (one for one in told if one["code"] == "GROUP_UNKNOWN")
    assert (found["sheet"], found["value"]) == ("Cụm", "Hải đảo")


def test_a_group_has_its_own_threshold_of_a_class(apart: Journey) -> None:
    """EN's 57,5 is enough in the mountains; BH's 61,25 is not in the plain."""
    apart.set(Xếp_loại="Tốt:70; Tốt[Miền núi]:50; khác:Khá")
    answer = apart.rank()
    assert classes(answer) == {
        "AN": "Tốt", "BH": "Khá", "CM": "Khá", "DL": "Khá", "EN": "Tốt",
    }  # fmt: skip


def test_a_unit_that_changes_its_group_afterwards(apart: Journey) -> None:
    """Its form has a row too many and lacks one: both are told, nothing counts or vanishes in silence."""
    apart.agree("AN", "I.4", score=7, reason="Thẩm tra")
    apart.rank()
    group(apart, {"AN": MOUNTAIN, "BH": MOUNTAIN}, {})
    answer = apart.rank()
    assert answer.code == 1
    told = {(one["unit"], one["code"], one["criterion"]) for one in answer.json["findings"]}
    assert {
        ("AN", "ROW_OF_OTHER_GROUP", "I.4"), ("AN", "CRITERION_NEW", "2.2"), ("BH", "CRITERION_NEW", "2.2"),
        ("BH", "CRITERION_GONE", "I.4"),
    } <= told  # fmt: skip
    assert {unit["code"] for unit in answer.json["units"] if unit["status"] == "incomplete"} == {"AN", "BH"}
    assert of_maximum(answer)["AN"] == ("65.00", "71.00")
    ledger = apart.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert ledger.at(ledger.row("AN", "I.4"), "Điểm thống nhất") == 7
    group(apart, {"AN": PLAIN, "BH": PLAIN}, {})
    apart.agree("AN", "I.4", score=None, reason=None)
    answer = apart.rank()
    assert (answer.code, of_maximum(answer)["AN"]) == (0, ("75.00", "73.00"))


def test_a_criterion_given_to_a_group_after_forms_went_out(apart: Journey) -> None:
    """It changes the fingerprint: told as a changed criterion, as any other change of the scale."""
    apart.rank()
    group(apart, {}, {"I.1": PLAIN})
    answer = apart.rank()
    told = [one for one in answer.json["findings"] if one["code"] == "CRITERIA_CHANGED"]
    assert [one["criterion"] for one in told] == ["I.1"]
    assert "Chỉ nhóm (trống) → Đồng bằng" in told[0]["message"]


def test_next_year_takes_groups_along(apart: Journey, tmp_path: Path) -> None:
    """Units keep their group, criteria theirs."""
    new = tmp_path / "SoCum_C01_2026.xlsx"
    assert run("new", "cluster", new, "--from", apart.book).code == 0
    book = openpyxl.load_workbook(new)
    units, criteria = Sheet(book["Đơn vị"], "Mã"), Sheet(book["Tiêu chí"], "Mã")
    assert units.at(units.row("CM"), "Nhóm") == MOUNTAIN
    assert criteria.at(criteria.row("2.2"), "Chỉ nhóm") == MOUNTAIN


def test_registration_asks_a_unit_for_what_it_has(apart: Journey) -> None:
    """`Đăng ký` and its form: no row of another group's criterion."""
    assert run("issue", apart.book, "--out", apart.folder / "dk", "--stage", "register").code == 0
    form = Sheet(openpyxl.load_workbook(apart.folder / "dk" / "DangKy_CM_2025.xlsx")["Đăng ký"], "Mã")
    held = {str(form.at(row, "Mã")) for row in form.rows()}
    assert ("I.4" in held, "2.2" in held) == (False, True)
    assert not {("CM", "I.4"), ("AN", "2.2")} & codes(apart, "Đăng ký")


def test_without_groups_in_criteria_groups_of_units_change_nothing(complete: Journey) -> None:
    """A typed `Nhóm` alone: the same fingerprint, forms and results."""
    before = complete.rank().json
    group(complete, GROUPS, {})
    answer = complete.rank()
    assert (answer.code, answer.json) == (0, before)
