"""Papers of the year's beginning: the plan and the regulation (HD 1302, I, III.1)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ...domain.ranking.dates import told
from ...domain.scoring.groups import grouping_of
from ...domain.values.calling import called
from ...domain.values.text import capitalised
from ...domain.year.calendar import Planned
from ...domain.year.duties import CONFERENCE, PREPARATION, TABLE
from ...domain.year.papers import PLAN, REGULATION
from ...domain.year.regulation import Article, days_ahead, meeting_articles, scoring_articles
from ...domain.year.regulation_conditions import condition_articles
from ...domain.year.regulation_groups import group_articles
from ...domain.year.regulation_scorers import with_scorers
from ...sheets.cluster import activities
from ..book import Book
from ..kept.conditions import conditions_of
from ..kept.kept_sheet import rows_of
from ..kept.people import leaders
from ..kept.typed_cells import codes_in
from ..withholding import questions_of
from ..year import planned
from .common import SHORT, attached_to, dated, unit_name, with_blanks
from .paper import Facts, Paper, Values
from .year_items import movements_of


def _plan(facts: Facts, part: str) -> Values:
    del part
    book = facts.book
    rows = planned(book)
    due = {row.duty.code: row.due for row in rows}
    return {
        "han": {code: dated(day) for code, day in due.items()},
        "gui_bang": _table_sent(book, rows),
        "ngay_tru_bi": dated(due[PREPARATION]),
        "ngay_tong_ket": _conference(book, due),
        "phong_trao": movements_of(book),
        "hoat_dong": list(_coming(facts)),
        "tien_do": [_step(book, at, row) for at, row in enumerate(rows, start=1)],
        "don_vi": list(_units(book)),
        "kem_theo": attached_to(facts, "Kế hoạch", PLAN),
    }


def _conference(book: Book, due: Mapping[str, date | None]) -> str:
    """The day that was set, else the last one that there may be."""
    day = book.settings.conference
    return f"dự kiến {dated(day)}" if day else f"hoàn thành chậm nhất {dated(due[CONFERENCE])}"


def _table_sent(book: Book, rows: Sequence[Planned]) -> str:
    """The days between which the table of scores goes up; as many days before a conference whose day is not set."""
    row = next(one for one in rows if one.duty.code == TABLE)
    if row.span.starts is None or row.due is None:
        return f"trước hội nghị tổng kết {days_ahead(book.settings)}"
    return f"từ {dated(row.span.starts)} đến {dated(row.due)}"


def _coming(facts: Facts) -> Iterator[Values]:
    """What the cluster does together from today on, by its days."""
    book, col = facts.book, activities.Col
    rows = [(day, row) for row in rows_of(book, activities.TABLE) if (day := row.day(col.DAY))]
    for day, row in sorted((one for one in rows if one[0] > facts.today), key=lambda one: one[0]):
        takers = codes_in(row, col.TAKING_PART, activities.ALL)
        yield {
            "ngay": capitalised(dated(day)),
            "noi_dung": row.text(col.WHAT) or row.text(col.KIND) or None,
            "chu_tri": unit_name(book, row.text(col.LED_BY)) if row.text(col.LED_BY) else "",
            "tham_gia": ", ".join(unit_name(book, code) for code in takers) or row.text(col.TAKING_PART),
        }


def _step(book: Book, at: int, row: Planned) -> Values:
    """A line of the schedule: a duty of `Lịch`, those that people added too."""
    calling = book.settings.calling
    starts = f"từ {told(row.span.starts)} đến " if row.span.starts and row.due else ""
    return {
        "tt": at,
        "viec": called(row.duty.what, calling),
        "ai": called(row.duty.who, calling) or SHORT,
        "han": f"{starts}{told(row.due)}" if row.due else SHORT,
    }


def _units(book: Book) -> Iterator[Values]:
    names, settings = leaders(book), book.settings
    posts = {settings.head: "Trưởng cụm", settings.deputy: "Phó Trưởng cụm"}
    for at, unit in enumerate(book.units, start=1):
        post = called(posts.get(unit.code, ""), settings.calling)
        yield {"tt": at, "ten": unit.name, "thu_truong": names.get(unit.code) or SHORT, "ghi_chu": post}


def _plan_lacks(facts: Facts, part: str) -> str:
    del part
    return "" if movements_of(facts.book) else "chưa có phong trào nào ở trang Phong trào"


# --- quy chế -----------------------------------------------------------------------------------


def _regulation(facts: Facts, part: str) -> Values:
    del part
    settings, (demanded, _) = facts.book.settings, conditions_of(facts.book)
    criteria = facts.book.criteria
    groups = group_articles(criteria, grouping_of(criteria, settings.digits), settings)
    scoring, *others = scoring_articles(settings)
    return {
        "ngay_thong_qua": dated(None),
        "che_do_hop": [_article(one) for one in meeting_articles(settings)],
        "cham_diem": [
            _article(one)
            for one in (
                with_scorers(scoring, criteria, settings),
                *groups,
                *others,
                *condition_articles(demanded, list(questions_of(facts.book)), settings),
            )
        ],
    }


def _article(article: Article) -> Values:
    return {"ten": article.title, "khoan": [with_blanks(one.text) for one in article.said]}


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(PLAN, "KH", _plan, lacks=_plan_lacks),
    Paper(REGULATION, "QC", _regulation),
)
