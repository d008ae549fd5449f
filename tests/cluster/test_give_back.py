"""`give-back` through the front door: marked copies, drafts, the index, and the mended copy taken in again."""

import datetime
import email
import email.policy
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from tests.journeys.clock import EPOCH
from tests.journeys.collections import go_out, halfway, registered, rows_on, send
from tests.journeys.journey import (
    SAVED,
    SCORED,
    UNITS,
    YEAR,
    Journey,
    Made,
    Once,
    Sheet,
    form_sheet,
    run,
    saved_bytes,
)
from tests.witnesses.schemas import schema_errors
from thidua_xl.cluster.acts.give_back import marked_copy
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.next_step import state_now
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.scoring.criteria import Criteria
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding, finding
from thidua_xl.domain.year.year_state import YearState
from thidua_xl.scorecard.read import UnitForm, open_form

RECORDED = Path(__file__).parents[1] / "data" / "resaved"
COPY = f"Can_sua_AN_{YEAR}.xlsx"
DRAFT = f"Can_sua_AN_{YEAR}.eml"
RED, AMBER = "FFF9B5BB", "FFFFDB6E"


def spoil(workbook: Workbook) -> None:
    """Too many points, no points, points that the rule does not give."""
    form = form_sheet(workbook)
    form.put(form.row("I.1"), "Điểm tự chấm", 15.5)
    form.put(form.row("I.2"), "Điểm tự chấm", None)
    form.put(form.row("I.4"), "Điểm tự chấm", 7)


def mend(workbook: Workbook) -> None:
    """What the unit was asked for."""
    form = form_sheet(workbook)
    form.put(form.row("I.1"), "Điểm tự chấm", 10)
    form.put(form.row("I.2"), "Điểm tự chấm", 10)
    form.put(form.row("I.4"), "Điểm tự chấm", 10)


def _broken(issued: Journey) -> None:
    """What `broken` begins with, made once."""
    issued.send("AN", spoil)
    issued.send("BH")
    issued.send("CM", _of_another_year)
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("AN"), "Email", "vanphong@anhoa.gov.vn")
    assert issued.collect().code == 1


@pytest.fixture
def broken(once: Once, issued_once: Made, tmp_path: Path) -> Journey:
    """AN's form has mistakes, BH's none, CM sent a form of another year, DL and EN nothing."""
    return once(_broken, issued_once).copied(tmp_path)


def _of_another_year(workbook: Workbook) -> None:
    meta = workbook["_meta"]
    for row in meta.iter_rows():
        if row[0].value == "year":
            row[1].value = "2024"


def out(cluster: Journey) -> Path:
    """The folder for what goes back."""
    return cluster.folder / "tra"


def mail(path: Path) -> EmailMessage:
    """A draft as a mail program reads it."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def parts(data: bytes) -> dict[str, bytes]:
    """The inflated parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cell(workbook: Workbook, criterion: str) -> openpyxl.cell.cell.Cell:
    """A unit's score cell."""
    form = form_sheet(workbook)
    found = form.sheet[form.address(form.row(criterion), "Điểm tự chấm")]
    assert isinstance(found, openpyxl.cell.cell.Cell)
    return found


def test_every_unit_is_in_the_answer(broken: Journey) -> None:
    """Who mends, who sends again, who is reminded, who is fine; a person has letters to send."""
    done = run("give-back", broken.book, "--out", out(broken), "--json")
    assert done.code == 1
    states = {unit["unit"]: unit["state"] for unit in done.json["units"]}
    assert states == {"AN": "to_fix", "BH": "fine", "CM": "resend", "DL": "reminder", "EN": "reminder"}
    assert {key: done.json[key] for key in ("given_back", "resend", "reminders")} == {
        "given_back": 1, "resend": 1, "reminders": 2,
    }  # fmt: skip
    drafts = [f"{stem}_{YEAR}" for stem in ("Can_sua_AN", "Gui_lai_CM", "Nhac_nop_DL", "Nhac_nop_EN")]
    assert {path.name for path in out(broken).iterdir()} == {
        COPY, "DANH_SACH.xlsx", *(f"{name}.eml" for name in drafts), *(f"{name}.txt" for name in drafts),
    }  # fmt: skip


def test_the_copy_shows_what_to_mend(broken: Journey) -> None:
    """Fill and comment on each cell, a first sheet with links; the values are the unit's."""
    run("give-back", broken.book, "--out", out(broken))
    workbook = openpyxl.load_workbook(out(broken) / COPY)
    assert workbook.sheetnames[0] == "Cần sửa" == workbook.active.title  # type: ignore[union-attr]
    assert [s.title for s in workbook if s.sheet_view.tabSelected] == ["Cần sửa"]
    marked = {code: cell(workbook, code) for code in ("I.1", "I.2", "I.4")}
    assert [c.fill.fgColor.rgb for c in marked.values()] == [RED, RED, AMBER]
    assert [c.value for c in marked.values()] == [15.5, None, 7]
    comment = marked["I.1"].comment
    assert comment is not None
    assert "điểm 15,5 vượt điểm tối đa 10" in comment.text and "Nhập điểm từ 0 đến 10." in comment.text
    assert cell(workbook, "I.3").comment is None and cell(workbook, "I.3").fill.fgColor.rgb not in (
        RED,
        AMBER,
    )
    table = Sheet(workbook["Cần sửa"], "Vấn đề")
    links = {table.at(row, "Ô"): table.sheet.cell(row, table.columns["Ô"]).hyperlink for row in table.rows()}
    assert {ref: link.location for ref, link in links.items() if link} == {
        c.coordinate: f"'Tự chấm'!{c.coordinate}" for c in marked.values()
    }


def test_the_copy_is_a_valid_package_and_all_else_is_the_units(broken: Journey) -> None:
    """Every part fits its schema; a part that has no mark keeps its bytes."""
    run("give-back", broken.book, "--out", out(broken))
    copy = (out(broken) / COPY).read_bytes()
    assert schema_errors(copy) == []
    old, new = parts((broken.inbox / f"Phieu_AN_{YEAR}.xlsx").read_bytes()), parts(copy)
    changed = {name for name in old if new.get(name) != old[name]}
    assert changed <= {
        "[Content_Types].xml", "docProps/core.xml",
        "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml",
    }  # fmt: skip
    assert old["xl/worksheets/sheet1.xml"].replace(b' tabSelected="1"', b"") == new[
        "xl/worksheets/sheet1.xml"
    ].replace(b' tabSelected="1"', b"")


def test_what_there_is_none_of_is_not_counted(complete: Journey) -> None:
    """Neither the letter nor the first sheet says "0 điểm cần xem lại"."""

    def overdo(form: openpyxl.Workbook) -> None:
        form_sheet(form).put(form_sheet(form).row("I.1"), "Điểm tự chấm", 15.5)

    complete.send("AN", overdo, name="Phieu AN moi.xlsx", saved=SAVED.replace(day=22))
    complete.collect()
    run("give-back", complete.book, "--out", out(complete))
    body = mail(out(complete) / DRAFT).get_body()
    assert body is not None and "phiếu còn 1 lỗi phải sửa:" in " ".join(body.get_content().split())
    said = openpyxl.load_workbook(out(complete) / COPY)["Cần sửa"]["A3"].value
    assert str(said).startswith("1 lỗi phải sửa.")


def test_the_draft_bears_the_copy_and_the_list(broken: Journey) -> None:
    """Recipient, subject, the findings in words, the copy byte by byte."""
    run("give-back", broken.book, "--out", out(broken))
    message = mail(out(broken) / DRAFT)
    assert message["To"] == "vanphong@anhoa.gov.vn" and message["X-Unsent"] == "1"
    assert message["Subject"] == f"Đề nghị sửa và gửi lại phiếu tự chấm năm {YEAR} – Xã An Hòa (AN)"
    body = message.get_body()
    assert body is not None and "2 lỗi phải sửa và 1 điểm cần xem lại" in body.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == COPY
    assert attached.get_payload(decode=True) == (out(broken) / COPY).read_bytes()


def test_a_file_that_waits_or_is_refused_is_asked_for_again(broken: Journey) -> None:
    """Its letter names the file and what was wrong, without a copy and without a recipient."""
    run("give-back", broken.book, "--out", out(broken))
    message = mail(out(broken) / f"Gui_lai_CM_{YEAR}.eml")
    assert message["To"] == "" and not list(message.iter_attachments())
    assert f"Phiếu Phieu_CM_{YEAR}.xlsx là của năm 2024" in message.get_content()


def test_the_index_leads_to_the_files(broken: Journey) -> None:
    """A line for every unit, links to files beside it, a note where an address is missing."""
    run("give-back", broken.book, "--out", out(broken))
    data = (out(broken) / "DANH_SACH.xlsx").read_bytes()
    assert schema_errors(data) == []
    table = Sheet(openpyxl.load_workbook(io.BytesIO(data))["Danh sách"], "Mã đơn vị")
    records = {line["Mã đơn vị"]: line for line in table.records()}
    assert list(records) == list(UNITS)
    assert (records["AN"]["Số lỗi"], records["AN"]["Số cảnh báo"], records["AN"]["Ghi chú"]) == (2, 1, None)
    assert "Email ở trang Đơn vị để trống" in records["DL"]["Ghi chú"]
    linked = table.sheet.cell(table.row("AN"), table.columns["Thư nháp"]).hyperlink
    assert linked is not None and linked.target == DRAFT


def test_the_mended_copy_replaces_the_old_file(broken: Journey) -> None:
    """The unit mends in the copy, saves and sends it: it counts, and nothing is left to mend."""
    run("give-back", broken.book, "--out", out(broken))
    workbook = openpyxl.load_workbook(out(broken) / COPY)
    mend(workbook)
    broken.drop(COPY, saved_bytes(workbook, SAVED + datetime.timedelta(days=3)))
    counts = broken.collect().json
    assert {key: counts[key] for key in ("received", "accepted", "refused", "waiting", "superseded")} == {
        "received": 4, "accepted": 2, "refused": 0, "waiting": 1, "superseded": 1,
    }  # fmt: skip
    done = run("give-back", broken.book, "--out", out(broken), "--json").json
    assert [unit["state"] for unit in done["units"]] == ["fine", "fine", "resend", "reminder", "reminder"]
    assert not (out(broken) / COPY).exists() and not (out(broken) / DRAFT).exists()
    put_away = sorted(
        path.name.split(" – ")[0].removesuffix("_2025") for path in (out(broken) / "luu").iterdir()
    )
    assert put_away == ["Can_sua_AN", "Can_sua_AN", "Can_sua_AN", "DANH_SACH"]


def test_a_copy_sent_back_as_it_is_does_no_harm(broken: Journey) -> None:
    """It says the same as the old file and takes its place; nothing waits, nothing is lost."""
    run("give-back", broken.book, "--out", out(broken))
    broken.drop(COPY, (out(broken) / COPY).read_bytes())
    before = broken.rank().json
    assert broken.collect().json["superseded"] == 1
    assert [u["self_total"] for u in broken.rank().json["units"]] == [
        u["self_total"] for u in before["units"]
    ]
    done = run("give-back", broken.book, "--out", out(broken), "--json").json
    assert (done["units"][0]["errors"], done["units"][0]["warnings"]) == (2, 1)


def test_a_copy_that_is_half_mended_goes_back_with_what_is_left(broken: Journey) -> None:
    """Old marks and comments go, the unit's own comment and what was written below it stay apart."""
    run("give-back", broken.book, "--out", out(broken))
    workbook = openpyxl.load_workbook(out(broken) / COPY)
    form = form_sheet(workbook)
    form.put(form.row("I.1"), "Điểm tự chấm", 10)
    broken.drop(COPY, saved_bytes(workbook, SAVED + datetime.timedelta(days=3)))
    broken.collect()
    run("give-back", broken.book, "--out", out(broken))
    data = (out(broken) / COPY).read_bytes()
    again = openpyxl.load_workbook(io.BytesIO(data))
    assert schema_errors(data) == []
    assert again.sheetnames.count("Cần sửa") == 1 and again.sheetnames[0] == "Cần sửa"
    mended, left = cell(again, "I.1"), cell(again, "I.2")
    assert mended.comment is None and mended.fill.fgColor.rgb == "FFFFF8DC"
    assert left.comment is not None and left.comment.text.count("CẦN SỬA") == 1
    assert left.fill.fgColor.rgb == RED
    assert len(list(Sheet(again["Cần sửa"], "Vấn đề").rows())) == 2


def test_a_comment_that_the_unit_wrote_stays(issued: Journey) -> None:
    """On another cell untouched, on the wrong cell with ours below it; a second time ours stands once."""

    def spoil_and_note(workbook: Workbook) -> None:
        spoil(workbook)
        cell(workbook, "I.1").comment = Comment("Theo Báo cáo số 5", "Bình")
        cell(workbook, "I.3").comment = Comment("Của tôi", "Bình")

    issued.send("AN", spoil_and_note)
    issued.collect()
    for days in (1, 2):
        run("give-back", issued.book, "--out", out(issued))
        data = (out(issued) / COPY).read_bytes()
        assert schema_errors(data) == []
        workbook = openpyxl.load_workbook(io.BytesIO(data))
        both, own = cell(workbook, "I.1").comment, cell(workbook, "I.3").comment
        assert (
            both is not None and both.text.startswith("Theo Báo cáo số 5") and both.text.count("CẦN SỬA") == 1
        )
        assert own is not None and (own.text, own.author) == ("Của tôi", "Bình")
        assert _boxes(data) == 4
        with zipfile.ZipFile(io.BytesIO(data)) as archive:  # sent back as it is, saved anew by Excel
            core = archive.read("docProps/core.xml")
        newer = (SAVED + datetime.timedelta(days=days)).isoformat().encode()
        issued.drop(
            f"lan_{days}.xlsx", _with(data, "docProps/core.xml", core.replace(_stamp(core), newer + b"Z"))
        )
        issued.collect()


def _stamp(core: bytes) -> bytes:
    return core.split(b"</dcterms:modified>")[0].rsplit(b">", 1)[1]


def _with(data: bytes, name: str, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part, content in parts(data).items():
            target.writestr(part, new if part == name else content)
    return buffer.getvalue()


def _boxes(data: bytes) -> int:
    drawings = [content for name, content in parts(data).items() if name.endswith(".vml")]
    assert len(drawings) == 1
    return drawings[0].count(b'ObjectType="Note"')


@pytest.mark.parametrize("program", ["original", "sheetjs", "exceljs"])
def test_a_form_saved_by_another_program_can_be_marked(program: str) -> None:
    """Cells that stand there and cells that do not; formulas keep their stored results."""
    original = (RECORDED / f"{program}.xlsx").read_bytes()
    wrong = [_wrong("J14"), _wrong("M14"), _wrong("Z200")]
    _check_marked(original, wrong)


def _wrong(cell: str) -> Finding:
    return finding(Code.OVER_MAXIMUM, sheet="Tự chấm", cell=cell, criterion="I.1", value="99", limit=10)


def _check_marked(original: bytes, wrong: list[Finding]) -> None:
    book = Book(Settings(year=2025), [], Criteria(), {})
    copy = marked_copy(book, Unit("AN", "Xã An"), original, wrong)
    assert set(schema_errors(copy)) <= set(schema_errors(original))  # SheetJS has some of its own
    workbook = openpyxl.load_workbook(io.BytesIO(_openable(copy)))
    for found in wrong:
        there = workbook["Tự chấm"][found.cell]
        assert there.fill.fgColor.rgb == RED and there.comment is not None, found.cell
    before, after = open_form(original, "a")[0], open_form(copy, "a")[0]
    assert isinstance(before, UnitForm) and isinstance(after, UnitForm)
    assert before.meta == after.meta
    assert [row[:14] for row in before.grid.rows] == [row[:14] for row in after.grid.rows][
        : len(before.grid.rows)
    ]


def _openable(data: bytes) -> bytes:
    """Without an attribute of SheetJS's columns that openpyxl does not know."""
    sheets = {
        name: content for name, content in parts(data).items() if name.startswith("xl/worksheets/sheet")
    }
    for name, content in sheets.items():
        data = _with(data, name, content.replace(b' level="0"', b""))
    return data


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_form_saved_by_libreoffice_can_be_marked(issued: Journey, tmp_path: Path) -> None:
    """And LibreOffice prints the copy: the first sheet on paper, the comments known."""
    form = issued.send("AN", spoil)
    _libreoffice(form, "xlsx", tmp_path / "lo")
    issued.drop(form.name, (tmp_path / "lo" / form.name).read_bytes())
    issued.collect()
    done = run("give-back", issued.book, "--out", out(issued), "--json").json
    assert done["units"][0]["copy"] == COPY
    copy = out(issued) / COPY
    assert cell(openpyxl.load_workbook(copy), "I.1").fill.fgColor.rgb == RED
    _libreoffice(copy, "pdf", tmp_path / "pdf")
    assert (tmp_path / "pdf" / COPY).with_suffix(".pdf").stat().st_size > 5_000
    _libreoffice(copy, "xlsx", tmp_path / "again")
    again = openpyxl.load_workbook(tmp_path / "again" / COPY)
    comment = cell(again, "I.1").comment
    assert comment is not None and "vượt điểm tối đa" in comment.text


def _libreoffice(path: Path, kind: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def test_texts_of_units_stay_texts(issued: Journey) -> None:
    """A formula typed as text is quoted as text in the copy; names make no formula, link or path."""

    def hostile(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        typed = form.sheet.cell(form.row("I.1"), form.columns["Điểm tự chấm"])
        typed.value, typed.data_type = '=HYPERLINK("http://x.vn")', "s"

    issued.send("AN", hostile)
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        name = units.sheet.cell(units.row("DL"), units.columns["Tên đơn vị"])
        name.value, name.data_type = '=cmd|"/c calc"!A1\nBcc: a@b.vn', "s"
    issued.collect()
    run("give-back", issued.book, "--out", out(issued))
    for path in (out(issued) / COPY, out(issued) / "DANH_SACH.xlsx"):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        assert not [
            c for row in sheet.iter_rows() for c in row if c.hyperlink and c.hyperlink.target == "http://x.vn"
        ]
    assert mail(out(issued) / f"Nhac_nop_DL_{YEAR}.eml").keys().count("Bcc") == 0


def test_a_second_run_writes_the_same_bytes_and_touches_nothing_else(broken: Journey) -> None:
    """Same book, same clock, same files; a person's own file in the folder stays."""
    run("give-back", broken.book, "--out", out(broken))
    (out(broken) / "ghi chú.txt").write_text("của tôi", encoding="utf-8")
    files = {path: path.read_bytes() for path in broken.folder.rglob("*") if path.is_file()}
    run("give-back", broken.book, "--out", out(broken))
    assert {path: path.read_bytes() for path in broken.folder.rglob("*") if path.is_file()} == files


def test_a_file_that_a_person_changed_is_kept_before_it_is_written_anew(broken: Journey) -> None:
    """The mended form was saved over the copy by mistake: it lies in `luu/`."""
    run("give-back", broken.book, "--out", out(broken))
    (out(broken) / COPY).write_bytes(b"mended")
    run("give-back", broken.book, "--out", out(broken))
    (kept,) = (out(broken) / "luu").iterdir()
    assert kept.read_bytes() == b"mended" and (out(broken) / COPY).read_bytes()[:2] == b"PK"


def test_another_day_writes_anew_without_filling_the_folder(
    broken: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters bear the new date; what nobody touched is not kept."""
    run("give-back", broken.book, "--out", out(broken))
    before = (out(broken) / DRAFT).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 86_400))
    run("give-back", broken.book, "--out", out(broken))
    assert (out(broken) / DRAFT).read_bytes() != before
    assert [path.name[:9] for path in (out(broken) / "luu").iterdir()] == ["DANH_SACH"]


def test_the_next_step_waits_for_whom_letters_were_made(broken: Journey) -> None:
    """Named once in the journal; another file of the unit with the same mistakes is given back anew."""

    made = datetime.date(YEAR, 12, 27)

    def state() -> YearState:
        return state_now(open_book(broken.book, to_write=False), made)

    assert (state().to_fix, state().returned) == (("Xã An Hòa", "Xã Châu Mỹ"), ())
    run("give-back", broken.book, "--out", out(broken))
    assert (state().to_fix, state().returned, state().returned_on) == ((), ("Xã An Hòa", "Xã Châu Mỹ"), made)
    told = [
        row.change for row in open_book(broken.book, to_write=False).journal if row.command == "give-back"
    ]
    assert told.count("Lập thư trả phiếu: AN, CM; thư nhắc nộp: DL, EN") == 1
    broken.send("AN", spoil, name="Phieu AN lan 2.xlsx", saved=SAVED.replace(day=22))
    broken.collect()
    assert (state().to_fix, state().returned) == (("Xã An Hòa",), ("Xã Châu Mỹ",))


def test_nothing_to_give_back_is_said_and_is_no_error(collected: Journey) -> None:
    """Everybody is in and nothing is wrong with the files: exit code 0, the index is there."""
    done = run("give-back", collected.book, "--out", out(collected))
    assert done.code == 0
    assert "Không có phiếu nào phải trả" in done.out and "5 không có gì phải sửa" in done.out
    assert [path.name for path in out(collected).iterdir()] == ["DANH_SACH.xlsx"]


def test_one_lost_original_costs_one_copy(broken: Journey) -> None:
    """The letter goes without it, and the index says why; the list is there all the same."""
    broken.send("DL", spoil)
    broken.collect()
    for path in broken.originals.iterdir():
        if path.read_bytes() == (broken.inbox / f"Phieu_AN_{YEAR}.xlsx").read_bytes():
            path.write_bytes(path.read_bytes() + b"x")
    units = {
        u["unit"]: u for u in run("give-back", broken.book, "--out", out(broken), "--json").json["units"]
    }
    assert units["AN"]["copy"] is None and "Bản gốc" in units["AN"]["note"]
    assert not list(mail(out(broken) / DRAFT).iter_attachments())
    assert units["DL"]["copy"] == f"Can_sua_DL_{YEAR}.xlsx"


def _without_originals(cluster: Journey) -> Path:
    cluster.originals.rename(cluster.folder / "mat")
    return out(cluster)


def _a_file(cluster: Journey) -> Path:
    out(cluster).write_text("x", encoding="utf-8")
    return out(cluster)


@pytest.mark.parametrize(
    ("where", "says"),
    [(_without_originals, "Không thấy bản gốc"), (_a_file, "Không ghi được thư và phiếu trả vào"),
     (lambda cluster: cluster.inbox, "chứa phiếu đã nhận"), (lambda cluster: cluster.originals, "giữ bản gốc")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(
    broken: Journey, where: Callable[[Journey], Path], says: str
) -> None:
    """Exit code 2, nothing written."""
    folder = where(broken)
    done = run("give-back", broken.book, "--out", folder)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and done.err.count("\n") == 1


def test_a_book_that_is_not_there(tmp_path: Path) -> None:
    """The name is wrong: one sentence."""
    done = run("give-back", tmp_path / "khong.xlsx", "--out", tmp_path / "tra")
    assert done.code == 2 and "Không thấy tệp" in done.err
    assert not (tmp_path / "tra").exists()


# --- registration and June -----------------------------------------------------------------------


@pytest.fixture
def registering(issued: Journey) -> Journey:
    """AN's registration has two mistakes, BH's none, CM's is another year's; AN's form of December is wrong, too."""
    issued.set(Giai_đoạn_năm="Đăng ký")
    go_out(issued, "register")
    plain = registered(I_2=90, I_3=20, I_4=100, I_5=10, I_6=4)
    send(issued, "register", "AN", {**plain, **registered(I_2="9o", I_3=-5)})
    send(issued, "register", "BH", plain)
    send(issued, "register", "CM", plain, _of_another_year)
    issued.send("AN", spoil)
    assert issued.collect().code == 1
    return issued


def test_registrations_go_back_with_their_findings(registering: Journey) -> None:
    """Only what is wrong with the present collection's form; who has not sent it is reminded of it."""
    done = run("give-back", registering.book, "--out", out(registering), "--json")
    states = {unit["unit"]: unit["state"] for unit in done.json["units"]}
    assert states == {"AN": "to_fix", "BH": "fine", "CM": "resend", "DL": "reminder", "EN": "reminder"}
    name = f"Can_sua_DangKy_AN_{YEAR}"
    book = openpyxl.load_workbook(out(registering) / f"{name}.xlsx")
    assert book.sheetnames[0] == "Cần sửa"
    sheet = Sheet(book["Đăng ký"], "Mã")
    cells = {code: sheet.sheet[sheet.address(sheet.row(code), "Chỉ tiêu đăng ký")] for code in SCORED}
    assert {code for code, one in cells.items() if one.comment} == {"I.2", "I.3"}
    letter = mail(out(registering) / f"{name}.eml")
    text = " ".join(str(letter.get_body().get_content()).split())  # type: ignore[union-attr]
    assert "đã nhận phiếu đăng ký thi đua năm" in text and "vượt điểm tối đa" not in text
    assert "phiếu đăng ký" in letter["Subject"]
    asked = mail(out(registering) / f"Nhac_nop_DangKy_DL_{YEAR}.eml")
    assert f"31/03/{YEAR}" in " ".join(asked.get_content().split())


def test_a_mended_registration_is_taken_in(registering: Journey) -> None:
    """The marked copy, mended and sent, counts; nothing goes back any more."""
    run("give-back", registering.book, "--out", out(registering))
    path = out(registering) / f"Can_sua_DangKy_AN_{YEAR}.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = Sheet(workbook["Đăng ký"], "Mã")
    for code, value in (("I.2", 90), ("I.3", 20)):
        sheet.put(sheet.row(code), "Chỉ tiêu đăng ký", value)
    registering.drop(path.name, saved_bytes(workbook, SAVED + datetime.timedelta(days=3)))
    registering.collect()
    assert rows_on(registering, "Đăng ký")["AN", "I.2"]["Chỉ tiêu đăng ký"] == 90
    done = run("give-back", registering.book, "--out", out(registering), "--json").json
    assert done["units"][0]["state"] == "fine"
    assert not path.exists()


def test_what_a_stage_before_left_is_put_away(registering: Journey) -> None:
    """June begins: drafts about registration go into `luu/`; before its forms are out nobody is asked for one."""
    run("give-back", registering.book, "--out", out(registering))
    registering.set(Giai_đoạn_năm="Sơ kết")
    done = run("give-back", registering.book, "--out", out(registering), "--json").json
    assert {unit["state"] for unit in done["units"]} == {"not_issued"}
    assert not list(out(registering).glob("*.eml"))
    go_out(registering, "midyear")
    send(registering, "midyear", "AN", halfway(I_2=-4))
    registering.collect()
    done = run("give-back", registering.book, "--out", out(registering), "--json").json
    assert [unit["state"] for unit in done["units"]] == ["to_fix", *["reminder"] * 4]
    assert (out(registering) / f"Can_sua_SoKet_AN_{YEAR}.xlsx").exists()


def test_a_file_nobody_could_open_is_asked_for_in_the_present_stage(registering: Journey) -> None:
    """What form it was nobody knows; once its unit has sent a form, it is not asked for any more."""
    broken = registering.inbox / f"DangKy_DL_{YEAR}.xlsx"
    broken.write_bytes(b"PK\x03\x04 damaged")
    registering.collect()
    with registering.typing() as book:
        table = Sheet(book["Tiếp nhận"], "File")
        table.put(table.row(broken.name), "Gán cho mã đơn vị", "DL")
    registering.rank()
    done = run("give-back", registering.book, "--out", out(registering), "--json").json
    assert done["units"][3]["state"] == "resend"
    send(registering, "register", "DL", registered(I_2=90, I_3=20, I_4=100, I_5=10, I_6=4), name="lan2.xlsx")
    registering.collect()
    done = run("give-back", registering.book, "--out", out(registering), "--json").json
    assert done["units"][3]["state"] == "fine"
