"""Forms in which nobody typed anything: no submission, and they replace none."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import SCORED, Journey, Sheet
from tests.journeys.letters import letter
from tests.journeys.package_edits import edited, parts
from tests.journeys.taken_in import (
    COMMANDS,
    LATER,
    by_both_commands,
    decide,
    ledger,
    received,
    reconciles,
    self_scores,
    statuses,
)

LATER_LETTER = "Mon, 22 Dec 2025 08:15:00 +0700"


def changed_maximum(cluster: Journey) -> dict[str, bytes]:
    """The head lowers a maximum and issues anew."""
    with cluster.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.3"), "Điểm tối đa", 14)
        criteria.put(criteria.row("I.3"), "Tham số", "% 100:14; 90:12; 80:8; khác:0")
    return journey.issue(cluster.folder)


def blank_saved(cluster: Journey, unit: str) -> bytes:
    """The form opened and saved again, later than all filled ones."""
    return journey.saved_bytes(openpyxl.load_workbook(io.BytesIO(cluster.forms[unit])), LATER)


def one_cell(header: str, value: object, criterion: str = "I.2") -> Callable[[Workbook], None]:
    """Something typed in one cell of a blank form."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        form.put(form.row(criterion), header, value)

    return change


def typed_once(cluster: Journey, unit: str, change: Callable[[Workbook], None]) -> bytes:
    """The blank form with that one thing typed, saved later than all filled ones."""
    workbook = openpyxl.load_workbook(io.BytesIO(cluster.forms[unit]))
    change(workbook)
    return journey.saved_bytes(workbook, LATER)


def test_blank_forms_of_newer_criteria_replace_no_filled_ones(collected: Journey) -> None:
    """A maximum changed, the folder just issued is collected: the filled ones keep waiting for a person, no blank one
    counts, and no unit stands with 0,00 points."""
    forms = changed_maximum(collected)
    document = reconciles(collected.collect(collected.folder / "phieu"))
    assert set(statuses(document).values()) == {"blank"}
    assert (document["blank"], document["received"], document["waiting"]) == (len(forms), 5, 5)
    assert document["missing"] == list(journey.UNITS)
    ranked = collected.rank().json
    assert {(unit["rank"], unit["status"]) for unit in ranked["units"]} == {(None, "missing")}
    assert ranked["open_ties"] == []
    votes = collected.sheet("Bỏ phiếu", "Mã đơn vị", "Số phiếu")
    assert [votes.at(row, "Mã đơn vị") for row in votes.rows()] == []
    assert received(collected)["Phieu_AN_2025.xlsx"]["Trạng thái"] == "Chờ quyết định"


def test_a_filled_form_carried_over_by_decision_stays_in_spite_of_a_newer_blank_one(
    collected: Journey,
) -> None:
    """`Dùng file này` on the old filled form, then the blank one of the new issue comes back untouched."""
    forms = changed_maximum(collected)
    decide(collected, "Phieu_AN_2025.xlsx", decision="Dùng file này")
    reply = letter(("tra_loi.xlsx", forms["AN"]), date=LATER_LETTER)
    collected.drop("tra_loi.eml", reply.as_bytes())
    document = reconciles(collected.collect())
    assert statuses(document)["tra_loi.xlsx"] == "blank"
    assert statuses(document)["Phieu_AN_2025.xlsx"] == "accepted"
    assert ledger(collected)["AN", "I.1"]["Điểm tự chấm"] == 10


def test_a_blank_form_saved_and_sent_later_replaces_none(issued: Journey) -> None:
    """FORM_BLANK_SETTLED: neither the letter's date nor the time saved helps; the finding names the one that counts."""
    issued.send("AN", name="dien.xlsx")
    issued.collect()
    blank = letter(("phat.xlsx", blank_saved(issued, "AN")), date=LATER_LETTER)
    issued.drop("sau.eml", blank.as_bytes())
    document = reconciles(issued.collect())
    assert statuses(document) == {"dien.xlsx": "accepted", "phat.xlsx": "blank"}
    (found,) = next(one for one in document["files"] if one["status"] == "blank")["findings"]
    assert (found["code"], "dien.xlsx" in found["message"]) == ("FORM_BLANK_SETTLED", True)
    row = received(issued)["phat.xlsx"]
    assert (row["Trạng thái"], row["Số lỗi"]) == ("Phiếu trống", 0)


def blank_told(cluster: Journey) -> list[tuple[str, str]]:
    """Mức and Mã lỗi of what `Cần sửa` says of blank forms."""
    rows = cluster.sheet("Cần sửa", "Mã lỗi", "File").records()
    return [(row["Mức"], row["Mã lỗi"]) for row in rows if str(row["Mã lỗi"]).startswith("FORM_")]


def test_a_blank_form_warns_only_as_long_as_its_unit_is_missing(issued: Journey) -> None:
    """The warning is a note in every run after the filled form came, and a warning again once that one is set aside."""
    issued.drop("phat.xlsx", issued.forms["AN"])
    issued.collect()
    assert blank_told(issued) == [("Cảnh báo", "FORM_BLANK")]
    issued.send("AN", name="dien.xlsx")
    for command in ("collect", "rank", "collect"):
        COMMANDS[command](issued)
        assert blank_told(issued) == [("Lưu ý", "FORM_BLANK_SETTLED")]
    decide(issued, "dien.xlsx", decision="Bỏ qua")
    issued.rank()
    assert blank_told(issued) == [("Cảnh báo", "FORM_BLANK")]


def test_a_blank_form_of_a_unit_scored_on_paper_is_a_note(issued: Journey) -> None:
    """Its scores are typed after the run that received the blank form: nobody has to ask for another."""
    issued.drop("phat.xlsx", issued.forms["AN"])
    issued.collect()
    issued.agree("AN", "I.1", score=9)
    (found,) = [one for one in issued.rank().json["findings"] if one["file"] == "phat.xlsx"]
    assert (found["code"], "Thống nhất điểm" in found["message"]) == ("FORM_BLANK_SETTLED", True)
    issued.agree("AN", "I.1", score=None)
    issued.rank()
    assert blank_told(issued) == [("Cảnh báo", "FORM_BLANK")]


def test_a_unit_with_only_a_blank_form_is_missing_and_reminded(issued: Journey) -> None:
    """No 0,00, no rank; `give-back` asks for the form, not for 30 missing scores."""
    issued.drop("Phieu_AN_2025.xlsx", blank_saved(issued, "AN"))
    for unit in ("BH", "CM", "DL", "EN"):
        issued.send(unit)
    document = reconciles(issued.collect())
    assert (document["missing"], document["blank"], document["accepted"]) == (["AN"], 1, 4)
    assert self_scores(issued, "AN") == dict.fromkeys(SCORED)
    back = journey.run("give-back", issued.book, "--out", issued.folder / "tra", "--json").json
    (unit,) = [one for one in back["units"] if one["unit"] == "AN"]
    assert unit["state"] == "reminder"
    assert "Phieu_AN_2025.xlsx" in unit["note"]
    refused = journey.run("close", issued.book)
    assert refused.code == 1


@pytest.mark.parametrize(
    "change",
    [
        one_cell("Không được giao", "x"),
        one_cell("Điểm tự chấm", 0),
        one_cell("Minh chứng", "Báo cáo số 5/BC-UBND"),
        one_cell("Giải trình", "đang chờ số liệu"),
        one_cell("Kết quả", "=1-1"),
        one_cell("Điểm gợi ý", 9),
        one_cell("Chỉ tiêu", "-"),
    ],
    ids=["x", "zero", "evidence", "explanation", "formula", "over a formula", "dash"],
)
def test_whatever_is_typed_makes_it_a_submission(issued: Journey, change: Callable[[Workbook], None]) -> None:
    """One mark, a zero, a line of evidence, a score in the wrong column: received, with all that it lacks."""
    issued.drop("Phieu_AN_2025.xlsx", typed_once(issued, "AN", change))
    document = reconciles(issued.collect())
    assert statuses(document) == {"Phieu_AN_2025.xlsx": "accepted"}
    assert "SCORE_MISSING" in {one["code"] for one in document["files"][0]["findings"]}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Không được giao", False),
        ("Không được giao", "☐"),
        ("Không được giao", '=""'),
        ("Minh chứng", "-"),
        ("Minh chứng", " . "),
        ("Giải trình", "…"),
        ("Điểm tự chấm", '=""'),
        ("Chỉ tiêu", '=""'),
        ("Điểm tự chấm", "\u200b\u00a0"),
    ],
)
def test_what_says_nothing_is_not_typed(issued: Journey, header: str, value: object) -> None:
    """An unticked box, a dash for evidence, a formula that shows nothing: the filled form goes on counting."""
    issued.send("AN", name="dien.xlsx")
    data = typed_once(issued, "AN", one_cell(header, value))
    issued.drop("phat.xlsx", shows_nothing(data) if value == '=""' else data)
    assert statuses(reconciles(issued.collect())) == {"dien.xlsx": "accepted", "phat.xlsx": "blank"}


def shows_nothing(data: bytes) -> bytes:
    """The result of `=""` stored as Excel stores it."""

    def stored(sheet: str) -> str:
        return re.sub(
            r'<c (r="\w+"(?: s="\d+")?)(?: t="\w+")?><f>""</f><v ?(?:/>|></v>)',
            r'<c \1 t="str"><f>""</f><v></v>',
            sheet,
        )

    sheets = [name for name in parts(data) if name.startswith("xl/worksheets/sheet")]
    return edited(data, dict.fromkeys(sheets, stored))


def test_who_filled_it_in_is_no_submission(issued: Journey) -> None:
    """Person, telephone and signature alone say nothing of the year's work; nor do blanks in a score cell."""

    def sign(workbook: Workbook) -> None:
        identity = Sheet(workbook["Đơn vị"], "Mục")
        identity.put(identity.row("Điện thoại"), "Giá trị", "0237 3 123 456")
        form = journey.form_sheet(workbook)
        form.put(form.row("I.1"), "Điểm tự chấm", "  ")
        form.sheet.cell(form.sheet.max_row + 3, 10).value = "Lê Văn An"

    issued.drop("Phieu_AN_2025.xlsx", typed_once(issued, "AN", sign))
    assert statuses(reconciles(issued.collect())) == {"Phieu_AN_2025.xlsx": "blank"}


@by_both_commands
def test_to_use_a_blank_form_is_a_decision_without_effect(issued: Journey, command: str) -> None:
    """DECISION_USELESS at the cell of the decision; the filled form goes on counting."""
    issued.send("AN", name="dien.xlsx")
    issued.drop("trong.xlsx", blank_saved(issued, "AN"))
    issued.collect()
    decide(issued, "trong.xlsx", decision="Dùng file này")
    answer = COMMANDS[command](issued).json
    assert ("DECISION_USELESS", "J6") in journey.found_in(answer)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 10
    assert received(issued)["trong.xlsx"]["Trạng thái"] == "Phiếu trống"


def test_check_of_one_blank_form_says_so(issued: Journey) -> None:
    """One line instead of a finding a criterion, with the book and without; exit code 1: nothing is there to send."""
    path = issued.drop("Phieu_AN_2025.xlsx", issued.forms["AN"])
    for answer in (journey.run("check", path, "--json"), issued.check(path)):
        (file,) = answer.json["files"]
        assert (answer.code, file["unit"], file["status"]) == (1, "AN", "blank")
        assert journey.found_in(file) == [("FORM_BLANK", None)]
    issued.send("AN", name="dien.xlsx")
    assert issued.check().code == 0


def test_blank_forms_of_others_wait_for_nobody(issued: Journey) -> None:
    """Of an unknown unit, of another year: it says nothing, so there is nothing to decide."""
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("BH"))
    issued.drop("BH.xlsx", issued.forms["BH"])

    def last_year(workbook: Workbook) -> None:
        meta = workbook["_meta"]
        next(row for row in meta.iter_rows() if row[0].value == "year")[1].value = "2024"

    issued.drop("AN.xlsx", typed_once(issued, "AN", last_year))
    document = reconciles(issued.collect())
    assert statuses(document) == {"BH.xlsx": "blank", "AN.xlsx": "blank"}
    assert {code for one in document["files"] for code, _ in journey.found_in(one)} == {"FORM_BLANK"}


def test_verify_finds_nothing_in_a_book_with_blank_forms(issued: Journey) -> None:
    """What is counted beside the equation is computed again like everything else."""
    issued.send("BH")
    issued.drop("AN.xlsx", issued.forms["AN"])
    issued.collect()
    assert journey.run("verify", issued.book, "--json").json["differences"] == []


@pytest.mark.parametrize(("knows", "codes"), [(False, []), (True, ["RECEIVED_DIFFERS"])])
def test_verify_takes_an_earlier_versions_word_for_a_blank_form_that_did_not_count(
    collected: Journey, knows: bool, codes: list[str]
) -> None:
    """A book sealed before there was such a state verifies; in one that knows it the word was changed by hand."""
    collected.drop("Phieu trong.xlsx", blank_saved(collected, "AN"))
    collected.collect()
    with collected.typing() as book:
        files = Sheet(book["Tiếp nhận"], "Mã đơn vị", "File")
        files.put(files.row("AN", "Phieu trong.xlsx"), "Trạng thái", "Đã thay thế")
        meta = book["_meta"]
        if not knows:
            meta.delete_rows(next(cell.row for cell in meta["A"] if cell.value == "explained"))
    differences = journey.run("verify", collected.book, "--json").json["differences"]
    assert [one["code"] for one in differences if one["sheet"] == "Tiếp nhận"] == codes
