"""The whole year on invented data, through the same doors as a cluster's year.

Nothing is simulated but the hands and the clock: forms are filled, scores agreed and ballots typed as people would,
each on its day.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from .. import clock, sample
from ..bookkeeping.work import at_work
from ..cluster.acts.close import close
from ..cluster.acts.documents import make_documents
from ..cluster.acts.meeting import prepare_meeting
from ..cluster.acts.new_book import next_year, write_new_cluster
from ..cluster.acts.submit import submit
from ..cluster.papers.making import Wanted
from ..cluster.reading import open_book
from ..domain.ranking.posts import Office
from ..domain.ranking.submissions import Sending
from ..domain.ranking.votes import Decision
from ..domain.year.duties import CONFERENCE, PREPARATION
from ..domain.year.meetings import Consent
from ..domain.year.stages import Stage
from ..errors import CannotRunError
from ..sheets.cluster import agreed, ballots, calendar, election, meetings, people
from ..sheets.cluster.settings import Setting
from ..sheets.form.scores import Col
from ..storage.safe import write_safely
from . import invented, summer, told
from . import office as office_demo
from .days import Days, days_of, on
from .forms import Cells, fill
from .hands import Line, put, setting
from .made import Demo

REGISTER, REVIEW, YEAREND = "1_dang_ky", "2_so_ket", "3_tong_ket"
FIRST, SECOND = "hop_thu_dot_1", "hop_thu_dot_2"
SEALED, NEXT_YEAR, PAPERS = "5_so_da_chot", "7_so_nam_sau", "8_van_ban"


Step = Callable[[str], None]
STEPS = 14 + office_demo.STEPS
_A_WEEK = timedelta(days=7)
LATE = "THO"
"""The unit whose form comes with the second mail."""


def run(folder: Path, step: Step) -> Demo:
    """Make everything in the folder. Raises CannotRunError if something is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise CannotRunError(f"Thư mục {folder} không trống; chọn thư mục khác để không lẫn tệp.")
    year = clock.now().year
    days, demo = days_of(year), Demo(folder / f"SoCum_{sample.settings(year).cluster}_{year}.xlsx")
    _spring(demo, folder, days, year, step)
    _december(demo, folder / YEAREND, days, year, step)
    _conference(demo, days, year, step)
    _papers(demo, folder / PAPERS, days, step)
    sealed = _sealed(demo, folder / SEALED, days, step)
    with on(days.office):
        demo.office = office_demo.run(folder, sealed, year, step)
        book = demo.office.book.file.path
        demo.office_papers = office_demo.papers(book, folder / office_demo.PAPERS, step)
    step("Lập sổ năm sau")
    demo.next = folder / NEXT_YEAR / f"SoCum_{sample.settings(year).cluster}_{year + 1}.xlsx"
    demo.next.parent.mkdir()
    with on(days.new_year):
        write_new_cluster(demo.next, next_year(open_book(sealed, to_write=False)))
    demo.walk = list(told.before_december(demo, days))
    demo.made = list(_made(demo))
    return demo


def _spring(demo: Demo, folder: Path, days: Days, year: int, step: Step) -> None:
    """From the new book to the visit in August."""
    step("Tạo sổ cụm mẫu")
    with on(days.planned):
        write_new_cluster(demo.book, summer.spring_book(year, days))
    step("Đăng ký: một đơn vị muộn, một chỉ tiêu lạ, một bản giấy")
    demo.registered, demo.late = summer.register(demo.book, folder / REGISTER, days, year)
    step("Tháng 7: sửa tiêu chí")
    summer.change_criteria(demo.book, days)
    step("Sơ kết: hai chỉ tiêu chậm, chọn một mô hình")
    demo.reviewed = summer.review(demo.book, folder / REVIEW, days, year)


# --- December -------------------------------------------------------------------------------


def _december(demo: Demo, folder: Path, days: Days, year: int, step: Step) -> None:
    """Forms out and back, the preparatory meeting, the table sent up."""
    step("Phát hành phiếu tự chấm")
    with on(days.yearend_out):
        put(demo.book, setting(Setting.STAGE, ""))
        issued = summer.send_out(demo.book, folder, Stage.YEAREND)
    demo.forms = len(issued)
    step("Các đơn vị điền phiếu")
    with on(days.yearend_in, 8):
        _fill_all(folder, issued, year)
    step("Nhận đợt 1: một phiếu có lỗi, một đơn vị nộp muộn")
    with on(days.yearend_in, 17):
        demo.first = summer.take_in(demo.book, folder / FIRST)
    step("Nhận đợt 2: phiếu đã sửa và phiếu muộn")
    with on(days.yearend_late, 10):
        demo.second = summer.take_in(demo.book, folder / SECOND)
    step("Họp trù bị thống nhất điểm")
    with on(days.asked):
        put(demo.book, *_invited(days), *summer.numbers(days, days.asked, days.midyear), Line(
            calendar.TABLE, {calendar.Col.DONE: days.yearend_in}, {calendar.Col.CODE: "TKD"}))  # fmt: skip
    with on(days.preparation, 17):
        put(demo.book, *_agreed(year), *summer.attendance(demo.book, people.Col.PREPARATION))
        with at_work(demo.book, open_book) as book:
            demo.tied = prepare_meeting(book).outcome
    _keep_copy(demo.book, folder.parent / f"4_truoc_bo_phieu_{demo.book.name}")


def _fill_all(folder: Path, forms: tuple[Path, ...], year: int) -> None:
    first, second = folder / FIRST, folder / SECOND
    first.mkdir()
    second.mkdir()
    fills, sent = sample.fills(year), summer.saved()
    wrong: dict[str, dict[tuple[str, str], object]] = {}
    for unit, criterion, header, value in sample.mistakes(year):
        wrong.setdefault(unit, {})[criterion, header] = value
    for form in forms:
        code = form.stem.split("_")[1]
        cells = _cells(fills[code])
        if code in wrong:
            write_safely(first / form.name, fill(form.read_bytes(), {**cells, **wrong[code]}, sent - _A_WEEK))
        where = second if code in wrong or code == LATE else first
        write_safely(where / form.name, fill(form.read_bytes(), cells, sent, boxes=invented.YEAR_BOXES))


def _cells(filled: Mapping[str, sample.Filled]) -> Cells:
    cells: dict[tuple[str, str], object] = {}
    for criterion, one in filled.items():
        values = (one.target, one.result, one.score, one.mark, one.evidence, one.note)
        headers = (
            Col.TARGET,
            Col.RESULT,
            Col.SCORE,
            Col.NOT_ASSIGNED,
            Col.EVIDENCE,
            Col.EXPLANATION,
        )
        for header, value in zip(headers, values, strict=True):
            if value not in (None, ""):
                cells[criterion, header] = value
    return cells


def _invited(days: Days) -> Iterator[Line]:
    """The two meetings of December; the superior agreed to the day."""
    col = meetings.Col
    where = {col.PLACE: "Hội trường UBND xã Dân Lý", col.SECRETARY: "Nguyễn Thị Thanh Diệp",
             col.CHAIR: invented.LEADERS["DLY"]}  # fmt: skip
    yield Line(meetings.TABLE, {**where, col.STARTS: 8 / 24, col.ENDS: 16.5 / 24}, {col.CODE: PREPARATION})
    asked = {col.ASKED: days.asked, col.CONSENT: Consent.AGREED.value, col.NUMBER: invented.ASKED[CONFERENCE]}
    yield Line(
        meetings.TABLE, {**where, **asked, col.STARTS: 8 / 24, col.ENDS: 11.5 / 24}, {col.CODE: CONFERENCE}
    )


def _agreed(year: int) -> Iterator[Line]:
    for (unit, code), one in (sample.agreed(year) | invented.agreed()).items():
        values = (one.target, one.result, one.not_assigned, one.score, one.reason)
        typed = {h: v for h, v in zip(agreed.TYPED, values, strict=False) if v not in (None, "")}
        yield Line(agreed.TABLE, typed, {agreed.Col.UNIT: unit, agreed.Col.CRITERION: code})


def _keep_copy(book: Path, copy: Path) -> None:
    write_safely(copy, book.read_bytes())


# --- the conference -------------------------------------------------------------------------


def _conference(demo: Demo, days: Days, year: int, step: Step) -> None:
    """The table goes up, the members vote and elect, the papers follow."""
    step("Bỏ phiếu chọn đơn vị đứng đầu, bầu Trưởng cụm năm sau")
    with on(days.table_sent), at_work(demo.book, open_book) as book:
        submit(book, Sending.BEFORE)
    with on(days.conference, 11):
        put(
            demo.book, *_ballots(year), *_election(days), *summer.attendance(demo.book, people.Col.CONFERENCE)
        )
    step("Xếp hạng, gửi hồ sơ")
    with on(days.papers):
        put(demo.book, *summer.numbers(days, days.papers, days.asked), *_concluded())
        with at_work(demo.book, open_book) as book:
            sent = submit(book, Sending.AFTER)
    demo.state, demo.final = sent.book, sent.outcome


def _ballots(year: int) -> Iterator[Line]:
    for line in sample.ballots(year):
        unit = str(line[ballots.Col.UNIT])
        yield Line(ballots.TABLE, line, {ballots.Col.UNIT: unit})


def _election(days: Days) -> Iterator[Line]:
    """No vote: the meeting agrees on whose turn it is."""
    for office, unit in invented.NEXT.items():
        typed = {
            ballots.Col.ROUND: 1, ballots.Col.OFFICE: office.title, ballots.Col.UNIT: unit,
            ballots.Col.DAY: days.conference, ballots.Col.DECISION: Decision.MEETING.value,
            ballots.Col.REASON: "Luân phiên: đơn vị chưa giữ chức vụ nào",
        }  # fmt: skip
        yield Line(election.TABLE, typed, apart=office is not Office.HEAD)


def _concluded() -> Iterator[Line]:
    col = meetings.Col
    yield Line(meetings.TABLE, {col.CONCLUSION: "Thống nhất 05 điểm thay đổi; hai đơn vị bằng điểm, chờ bỏ phiếu"},
               {col.CODE: PREPARATION})  # fmt: skip
    said = {
        col.COURSE: "16 đại biểu, đủ 8 đơn vị; bỏ phiếu kín giữa xã Minh Sơn và xã Thọ Dân",
        col.CONCLUSION: "Suy tôn xã Minh Sơn (Cờ thi đua), xã Thọ Dân (Bằng khen); bầu xã Vân Sơn, xã Xuân Lộc làm "
        "Trưởng cụm, Phó Trưởng cụm năm sau",
    }
    yield Line(meetings.TABLE, said, {col.CODE: CONFERENCE})


def _papers(demo: Demo, folder: Path, days: Days, step: Step) -> None:
    """Every paper of the year, from the plan to the slides of the conference."""
    step("Xuất văn bản của cả năm")
    with on(days.papers, 14), at_work(demo.book, open_book) as book:
        demo.papers = len(make_documents(book, Wanted(folder)).made)


def _sealed(demo: Demo, folder: Path, days: Days, step: Step) -> Path:
    """A copy of the book with its originals, sealed; the book itself stays open, to be tried."""
    step("Chốt sổ")
    folder.mkdir()
    sealed = folder / demo.book.name
    _keep_copy(demo.book, sealed)
    shutil.copytree(demo.book.with_suffix(".goc"), sealed.with_suffix(".goc"))
    with on(days.papers, 15), at_work(sealed, open_book) as book:
        done = close(book)
    if done.saved is None:
        raise CannotRunError(f"Không chốt được sổ mẫu: {'; '.join(one.message for one in done.findings)}")
    return sealed


def _made(demo: Demo) -> Iterator[tuple[str, str]]:
    yield demo.book.name, "sổ cụm cả năm, chưa chốt: mở trang Lịch, Xếp hạng, Giải thích, Cần sửa"
    yield REGISTER, "quý 1: phiếu đăng ký và hộp thư (một đơn vị gửi bản giấy)"
    yield REVIEW, "tháng 7: phiếu sơ kết và hộp thư"
    yield (
        YEAREND,
        f"cuối năm: {demo.forms} phiếu tự chấm; đợt 1 có phiếu lỗi, đợt 2 có phiếu đã sửa, phiếu muộn",
    )
    yield f"4_truoc_bo_phieu_{demo.book.name}", "sổ lúc hai đơn vị bằng điểm, chờ bỏ phiếu"
    yield SEALED, "sổ cụm đã chốt, có mã niêm phong, kèm bản gốc các phiếu"
    yield office_demo.SENT_UP, "sổ của ba cụm gửi lên cấp trên"
    assert demo.office is not None and demo.next is not None
    yield f"{NEXT_YEAR}/{demo.next.name}", "sổ năm sau, lập từ sổ đã chốt: Trưởng cụm mới, lịch mới"
    yield PAPERS, f"{demo.papers} văn bản của năm theo Nghị định 30, còn chỗ chấm cho người điền"
    yield (
        office_demo.PAPERS,
        f"{demo.office_papers} văn bản của cấp trên: đôn đốc, thẩm định, trình Hội đồng, báo cáo",
    )
    yield demo.book.with_suffix(".goc").name, "bản gốc mọi phiếu đã nhận, không ai sửa"
    yield "luu", "các bản trước của sổ"
    office = demo.office.book
    yield office.file.path.name, "sổ tổng hợp của Nội vụ: mở trang Tổng quan, Sai lệch, Danh sách đề nghị"
    yield office.file.path.with_suffix(".goc").name, "bản gốc sổ các cụm đã nhận"
    yield office.forms.name, "phiếu thẩm định các đơn vị Nhất, Nhì nên kiểm tra"
