"""`remind` through the front door: who is reminded of what on a day, what goes with the letter, and what never does."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cluster.test_calendar import add, on, type_on
from tests.journeys.collections import common, form_of, go_out, registered, send, type_in
from tests.journeys.drafts import attached, mail, text, today_is
from tests.journeys.journey import UNITS, YEAR, Journey, Made, Once, Run, Sheet, run

PLAIN = registered(I_2=90, I_3=20, I_4=100, I_5=10, I_6=4)


def out(cluster: Journey) -> Path:
    """The folder of the drafts."""
    return cluster.folder / "nhac"


def remind(cluster: Journey, within: int = 7) -> Run:
    """`remind --json`."""
    return run("remind", cluster.book, "--out", out(cluster), "--within", within, "--json")


def reminded(answer: Run) -> dict[str, list[str]]:
    """Whom the letters and lines are for, and of which duties."""
    return {one["code"] or one["to"]: one["duties"] for one in answer.json["recipients"]}


def draft(cluster: Journey, code: str) -> Path:
    """A draft by its code."""
    return out(cluster) / f"Nhac_viec_{code}_{YEAR}.eml"


def reachable(cluster: Journey) -> None:
    """Every unit but EN has an e-mail; EN has a telephone; AN heads the cluster."""
    with cluster.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        for code in UNITS:
            if code != "EN":
                units.put(units.row(code), "Email", f"{code.lower()}@xa.gov.vn")
        units.put(units.row("EN"), "Điện thoại", "0912 000 111")
    cluster.set(Trưởng_cụm="AN", Phó_Trưởng_cụm="BH")


def _registering(issued: Journey) -> None:
    """What `registering` begins with, made once."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        today_is(monkeypatch, YEAR, 3, 10)
        issued.set(Giai_đoạn_năm="Đăng ký")
        reachable(issued)
        go_out(issued, "register")
        send(issued, "register", "AN", {**PLAIN, **registered(I_3=7177)})
        send(issued, "register", "BH", {**PLAIN, **registered(I_3=8288, I_2="9o")})
        issued.collect()
        type_in(issued, "Đăng ký", "CM", "I.3", Chỉ_tiêu_đăng_ký=9399)
        for code in ("KH", "TC", "GU"):
            type_on(issued, code, Ngày_xong=on(10, 2))


@pytest.fixture
def registering(once: Once, issued_once: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journey:
    """Registration, 27 March: AN has sent, BH with mistakes, CM on paper, DL and EN nothing."""
    today_is(monkeypatch, YEAR, 3, 27)
    return once(_registering, issued_once).copied(tmp_path)


def test_who_has_not_registered_gets_the_form_anew(registering: Journey) -> None:
    """With its number, byte by byte as it was issued; a letter waits, so a person is needed."""
    before = registering.book.read_bytes()
    done = remind(registering)
    assert done.code == 1
    assert reminded(done) == {"BH": ["DK"], "DL": ["DK"], "EN": ["DK"]}
    assert registering.book.read_bytes() == before
    name = f"DangKy_DL_{YEAR}.xlsx"
    assert attached(draft(registering, "DL")) == {name: form_of(registering, "register", "DL").read_bytes()}
    assert mail(draft(registering, "DL"))["To"] == "dl@xa.gov.vn"
    assert mail(draft(registering, "DL"))["X-Unsent"] == "1"
    assert f"chậm nhất ngày 31/03/{YEAR}" in text(draft(registering, "DL"))
    assert "phiếu đăng ký thi đua" in text(draft(registering, "DL"))


def test_who_sent_a_wrong_form_gets_it_marked(registering: Journey) -> None:
    """Its open cells, and no other unit's."""
    remind(registering)
    ((name, data),) = attached(draft(registering, "BH")).items()
    (registering.folder / name).write_bytes(data)
    assert openpyxl.load_workbook(registering.folder / name).sheetnames[0] == "Cần sửa"
    assert "9o" in text(draft(registering, "BH"))


def test_the_form_goes_out_with_its_targets(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """In December with what was registered in March, as `issue` writes it."""
    today_is(monkeypatch, YEAR, 12, 10)
    reachable(issued)
    common(issued, "I.2", 92)
    issued.set(Hạn_nộp_phiếu=on(12))
    issued.rank()
    type_in(issued, "Đăng ký", "DL", "I.3", Chỉ_tiêu_đăng_ký=25)
    go_out(issued, "yearend")
    remind(issued)
    assert attached(draft(issued, "DL")) == {
        f"Phieu_DL_{YEAR}.xlsx": form_of(issued, "yearend", "DL").read_bytes()
    }


def test_no_letter_holds_another_units_figures(registering: Journey) -> None:
    """Neither in its text nor in what goes with it."""
    figures = {"AN": "7177", "BH": "8288", "CM": "9399"}
    done = remind(registering)
    for one in done.json["recipients"]:
        if not one["draft"]:
            continue
        path = out(registering) / one["draft"]
        said = text(path) + str(mail(path)["Subject"])
        for name, data in attached(path).items():
            (registering.folder / name).write_bytes(data)
            book = openpyxl.load_workbook(registering.folder / name)
            said += " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        others = [figure for code, figure in figures.items() if code != one["code"]]
        assert not [figure for figure in others if figure in said], one["code"]
        names = [name for code, name in UNITS.items() if code != one["code"]]
        assert not [name for name in names if name in said], one["code"]


def test_who_has_no_email_is_called(registering: Journey) -> None:
    """A line with the telephone, no draft; the index leads to the drafts."""
    done = remind(registering)
    line = next(one for one in done.json["recipients"] if one["code"] == "EN")
    assert (line["draft"], line["attached"], line["telephone"]) == (None, None, "0912 000 111")
    assert not draft(registering, "EN").exists()
    table = Sheet(openpyxl.load_workbook(out(registering) / "DANH_SACH.xlsx")["Danh sách"], "Nơi nhận")
    records = {row["Mã"]: row for row in table.records()}
    assert records["EN"]["Ghi chú"] == "Không có email: gọi 0912 000 111."
    cell = table.sheet.cell(table.row("Xã Đông Lĩnh"), table.columns["Thư nháp"])
    assert cell.hyperlink is not None and cell.hyperlink.target == draft(registering, "DL").name


def test_the_day_and_the_days_before_it(registering: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing while it is further away; what an earlier run wrote is put away; late is still asked for."""
    remind(registering)
    done = remind(registering, within=3)
    assert (done.code, done.json["letters"], done.json["recipients"]) == (0, 0, [])
    assert (
        not list(out(registering).glob("*.eml")) and len(list((out(registering) / "luu").glob("*.eml"))) == 2
    )
    assert reminded(remind(registering, within=4)) == {"BH": ["DK"], "DL": ["DK"], "EN": ["DK"]}
    today_is(monkeypatch, YEAR, 4, 2)
    assert "DL" in reminded(remind(registering, within=0))
    assert f"hạn nộp phiếu 31/03/{YEAR} đã qua" in text(draft(registering, "DL"))
    type_on(registering, "DK", Hạn_riêng=on(20, 4))
    assert reminded(remind(registering)) == {}
    type_on(registering, "DK", Hạn_riêng=None, Ngày_xong=on(1, 4))
    assert reminded(remind(registering)) == {}


def test_a_second_run_writes_the_same(registering: Journey) -> None:
    """Not a byte differs, nothing is put away."""
    remind(registering)
    before = {path.name: path.read_bytes() for path in out(registering).iterdir()}
    remind(registering)
    after = {path.name: path.read_bytes() for path in out(registering).iterdir() if path.is_file()}
    assert after == before


def test_a_draft_that_lies_among_the_letters_received_is_no_form(registering: Journey) -> None:
    """Somebody saved it into the inbox: kept, never counted."""
    remind(registering)
    before = registering.collect().json["stages"]["register"]
    registering.drop("nhac.eml", draft(registering, "DL").read_bytes())
    assert registering.collect().json["stages"]["register"]["accepted"] == before["accepted"]


def test_a_changed_table_is_issued_first(registering: Journey) -> None:
    """A form of other criteria would be asked about: the letter goes without it, and the head is told."""
    with registering.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Điểm tối đa", 12)
    line = next(one for one in remind(registering).json["recipients"] if one["code"] == "DL")
    assert line["attached"] is None and "phát hành phiếu rồi nhắc" in line["note"]


# --- the head, and the superior -------------------------------------------------------------------


@pytest.fixture
def near_the_end(complete: Journey, monkeypatch: pytest.MonkeyPatch) -> Journey:
    """12 December, the conference on the 20th: every form is in, the superior has not agreed to the day."""
    reachable(complete)
    complete.set(
        Ngày_hội_nghị_tổng_kết=on(20), Ngày_họp_trù_bị=on(18), Hạn_nộp_phiếu=on(30, 11),
        Thành_viên_Hội_đồng_phụ_trách="Trần Văn Bảy",
    )  # fmt: skip
    for code in ("KH", "GU", "DK", "TG6", "SK", "BC6", "HD1", "TKD"):
        type_on(complete, code, Ngày_xong=on(1))
    today_is(monkeypatch, YEAR, 12, 12)
    complete.rank()
    return complete


def _member(cluster: Journey, email: str) -> None:
    with cluster.typing() as book:
        people = Sheet(book["Thành phần"], "Nhóm", "Họ tên")
        people.put(people.row("Thành viên Hội đồng phụ trách", "Trần Văn Bảy"), "Email", email)


def test_the_head_and_the_member_are_reminded(near_the_end: Journey) -> None:
    """The head of its rows, by its unit's e-mail; the member of the day of the meeting (II.4)."""
    _member(near_the_end, "bay@ubnd.gov.vn")
    done = remind(near_the_end)
    assert reminded(done) == {"AN": ["TG", "GB", "TB"], "superior": ["TG"]}
    head = out(near_the_end) / f"Nhac_viec_Truong_cum_{YEAR}.eml"
    assert mail(head)["To"] == "an@xa.gov.vn"
    assert "Họp trù bị (HD 1302, II.3): hạn 18/12/2025, còn 6 ngày." in text(head)
    member = out(near_the_end) / f"Nhac_viec_Cap_tren_{YEAR}.eml"
    assert mail(member)["To"] == "bay@ubnd.gov.vn"
    assert "Trần Văn Bảy" in text(member) and "Hội nghị tổng kết: ngày 20/12/2025" in text(member)
    with near_the_end.typing() as book:
        meetings = Sheet(book["Hội nghị"], "Mã")
        meetings.put(meetings.row("HN"), "Ý kiến", "Đồng ý")
    assert "superior" not in reminded(remind(near_the_end))


def test_a_member_without_email_and_a_meeting_that_is_past(
    near_the_end: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """A line without a draft; once the day is past nobody is asked to agree to it."""
    done = remind(near_the_end)
    line = next(one for one in done.json["recipients"] if one["to"] == "superior")
    assert line["draft"] is None and "không có điện thoại" in line["note"]
    today_is(monkeypatch, YEAR, 12, 21)
    assert "superior" not in reminded(remind(near_the_end))


def test_rows_of_ones_own(near_the_end: Journey) -> None:
    """For all units, for one by its code, for the head by any other word."""
    add(
        near_the_end,
        {"Mã việc": "X1", "Việc": "Gửi ảnh hoạt động", "Ai": "Đơn vị", "Hạn": on(14)},
        {"Mã việc": "X2", "Việc": "Chuẩn bị hội trường", "Ai": "BH", "Hạn": on(14)},
        {"Mã việc": "X3", "Việc": "In cờ", "Ai": "Văn phòng", "Hạn": on(14)},
    )
    found = reminded(remind(near_the_end))
    assert [found[code] for code in ("BH", "CM", "DL", "EN")] == [["X1", "X2"], ["X1"], ["X1"], ["X1"]]
    assert "Gửi ảnh hoạt động: hạn 14/12/2025" in text(draft(near_the_end, "BH"))
    head = text(out(near_the_end) / f"Nhac_viec_Truong_cum_{YEAR}.eml")
    assert "In cờ" in head and "hội trường" not in head


def test_a_closed_book_reminds_nobody(near_the_end: Journey) -> None:
    """It says so; earlier drafts are put away; exit 0."""
    remind(near_the_end)
    with near_the_end.typing() as book:
        settings = Sheet(book["Cụm"], "Mục")
        settings.put(settings.row("Giai đoạn"), "Giá trị", "Đã chốt")
    done = run("remind", near_the_end.book, "--out", out(near_the_end))
    assert done.code == 0 and "Sổ đã chốt: không còn việc phải nhắc." in done.out
    assert not list(out(near_the_end).glob("*.eml"))


def test_before_the_forms_are_out_the_head_is_told(issued: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """No unit is asked for what it does not have."""
    reachable(issued)
    issued.set(Giai_đoạn_năm="Đăng ký")
    today_is(monkeypatch, YEAR, 3, 28)
    found = reminded(remind(issued))
    assert list(found) == ["AN"]
    assert "Chưa phát hành phiếu đăng ký" in text(out(issued) / f"Nhac_viec_Truong_cum_{YEAR}.eml")


@pytest.mark.parametrize("days", ["-1", "x", "400", "2,5"])
def test_days_that_are_none(issued: Journey, days: str) -> None:
    """Refused, nothing written."""
    assert run("remind", issued.book, "--out", out(issued), f"--within={days}").code == 2
    assert not out(issued).exists()


def test_the_folder_of_the_forms_received_is_refused(registering: Journey) -> None:
    """Drafts there would be taken in again."""
    assert run("remind", registering.book, "--out", registering.inbox).code == 2


def test_a_table_that_the_head_scores_alone_asks_no_unit(
    issued: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """No form is due."""
    reachable(issued)
    issued.set(Hạn_nộp_phiếu=datetime.datetime(YEAR, 12, 20))
    today_is(monkeypatch, YEAR, 12, 19)
    with issued.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        for row in criteria.rows():
            if criteria.at(row, "Loại") != "Mục":
                criteria.put(row, "Ai chấm", "Trưởng cụm")
    assert not set(reminded(remind(issued))) & (UNITS.keys() - {"AN"})
