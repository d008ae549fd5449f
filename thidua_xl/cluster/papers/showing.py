"""Bản trình chiếu: what the conference sees of the year's results, from the back of the hall, too (HD 1302, II.3)."""

from collections.abc import Iterator
from decimal import Decimal

from ...documents.slides import Bar, ChartPage, Cover, Deck, Page, TablePage
from ...documents.tables import Column, Row
from ...domain.ranking.posts import Office
from ...domain.ranking.proclaimed import PLACES
from ...domain.scoring.criteria import Criterion, RowKind
from ...domain.scoring.groups import most_over_groups, section_maxima
from ...domain.scoring.scores import Totals
from ...domain.scoring.settings import Basis
from ...domain.values.calling import called
from ...domain.values.numbers import THOUSANDTHS, Points, shown
from ...domain.values.text import capitalised
from ...domain.year.duties import CONFERENCE
from ...domain.year.papers import SLIDES
from ..book import Book
from .common import cluster_name, from_to, unit_name
from .meetings import meeting_values
from .offices import elected
from .paper import Facts, Paper, Values
from .results import all_rows, honoured, total_of
from .voting import Held, held_rounds, round_values


class Col:
    """The headers of the slides' tables."""

    NUMBER = "TT"
    TEXT = "Nội dung"
    MOST = "Điểm"
    RANK = "Hạng"
    UNIT = "Đơn vị"
    TOTAL = "Tổng điểm"
    PERCENT = "Tỷ lệ %"
    PLACE = "Suy tôn"
    AWARD = "Hình thức đề nghị"
    VOTES = "Số phiếu"
    SHARE = "% hợp lệ"
    OFFICE = "Chức danh"


_FEW = 8
"""Criteria that one slide holds; of more their sections are shown, with the sums."""


def _slides(facts: Facts) -> Deck:
    return Deck(_cover(facts), list(_pages(facts)))


def _cover(facts: Facts) -> Cover:
    settings = facts.book.settings
    day = str(meeting_values(facts, CONFERENCE)["ngay_hop"])
    where = [f"{settings.place}, {day}"] if settings.place and settings.conference else []
    return Cover("HỘI NGHỊ TỔNG KẾT", [cluster_name(settings), settings.period_said, *where, facts.code])


def _pages(facts: Facts) -> Iterator[Page]:
    yield _criteria(facts.book)
    yield _chart(facts)
    yield _ranking(facts)
    yield from _open_ties(facts)
    yield from (_vote(facts, one) for one in held_rounds(facts))
    yield _places(facts)
    yield _offices(facts)


def _provisional(facts: Facts, title: str) -> str:
    return f"{title} (tạm)" if facts.waits else title


# --- the criteria in one page -------------------------------------------------------------------


def _criteria(book: Book) -> TablePage:
    criteria, digits, groups = book.criteria, book.settings.digits, {unit.group for unit in book.units}
    ordinary = [row for row in criteria.scored if row.kind is RowKind.CRITERION]
    rows = [_criterion(row, (row.max_points,)) for row in ordinary]
    if len(criteria.scored) > _FEW:
        top = [row for row in criteria.sections if row.depth == 1 and criteria.below(row.code)]
        alone = [row for row in ordinary if not any(row in criteria.below(one.code) for one in top)]
        maxima = section_maxima(criteria, groups, digits)
        rows = [_criterion(row, maxima[row.code]) for row in top]
        rows += [_criterion(row, (row.max_points,)) for row in alone]
    for kind in (RowKind.BONUS, RowKind.PENALTY):
        most = most_over_groups(criteria, groups, digits, kind)
        if any(most):
            rows.append(Row(["", f"{kind.value} (tối đa)", from_to(most)]))
    whole = most_over_groups(criteria, groups, digits)
    rows.append(Row(["", "Tổng điểm tối đa (chưa kể thưởng, trừ)", from_to(whole)], bold=True))
    columns = (Column(Col.NUMBER, 1, "c"), Column(Col.TEXT, 8), Column(Col.MOST, 2, "r"))
    return TablePage("Tiêu chí, thang điểm", columns, rows)


def _criterion(row: Criterion, most: tuple[Points, ...]) -> Row:
    return Row([row.printed_number, row.text, from_to(most)])


# --- results ------------------------------------------------------------------------------------


def _chart(facts: Facts) -> ChartPage:
    settings = facts.book.settings
    by_points = settings.basis is Basis.POINTS
    series = Col.TOTAL if by_points else "Tỷ lệ % trên điểm tối đa"
    bars = [
        _bar(total, total.stands if by_points else total.percent, settings.digits)
        for total in (total_of(facts, line.code) for line in facts.outcome.standings.standings)
    ]
    return ChartPage(_provisional(facts, series), series, bars, settings.digits)


def _bar(total: Totals, points: Points | None, digits: int) -> Bar:
    unit = total.unit
    if points is None:
        return Bar(unit.code, unit.name, None)
    return Bar(unit.code, unit.name, Decimal(points) / THOUSANDTHS, shown(points, digits))


def _ranking(facts: Facts) -> TablePage:
    columns = (
        Column(Col.RANK, 1.6, "c"),
        Column(Col.UNIT, 6.6),
        Column(Col.TOTAL, 2, "r"),
        Column(Col.PERCENT, 2, "r"),
    )
    rows = [Row([_text(one["hang"]), _text(one["ten"]), _open(one["tong"]), _open(one["ty_le"])])
            for one in all_rows(facts)]  # fmt: skip
    return TablePage(_provisional(facts, "Xếp hạng"), columns, rows)


def _places(facts: Facts) -> TablePage:
    columns = (Column(Col.PLACE, 1.7, "c"), Column(Col.UNIT, 5.6), Column(Col.AWARD, 5))
    rows = [Row([_text(one["suy_ton"]), _text(one["ten"]), _text(one["de_nghi"])]) for one in honoured(facts)]
    blank = [Row([place, None, None]) for place in PLACES.values()]
    return TablePage(_provisional(facts, "Suy tôn, đề nghị khen thưởng"), columns, rows or blank)


# --- votes --------------------------------------------------------------------------------------


def _rank(rank: int) -> str:
    return f"hạng {PLACES.get(rank, rank)}"


def _open_ties(facts: Facts) -> Iterator[TablePage]:
    """Units that wait for a vote."""
    for tie in facts.outcome.standings.open_ties:
        rows = [Row([str(at), unit_name(facts.book, code)]) for at, code in enumerate(tie.codes, start=1)]
        columns = (Column(Col.NUMBER, 1, "c"), Column(Col.UNIT, 10))
        yield TablePage(f"Chờ bỏ phiếu {_rank(tie.rank)}", columns, rows)


_FIGURES = {"phat_ra": "Phát ra", "thu_vao": "thu vào", "hop_le": "hợp lệ", "khong_hop_le": "không hợp lệ"}


def _vote(facts: Facts, one: Held) -> TablePage:
    values = round_values(facts.book, one)
    candidates = values["ung_vien"]
    assert isinstance(candidates, list)
    rows = [Row([row["ten"], row["so_phieu"], row["ty_le_hop_le"]]) for row in candidates]
    columns = (Column(Col.UNIT, 7), Column(Col.VOTES, 2, "r"), Column(Col.SHARE, 2, "r"))
    title = f"Bỏ phiếu {_rank(one.round.rank)}, lần {one.round.number}"
    return TablePage(title, columns, rows, _came_of(values))


def _came_of(values: Values) -> str:
    """The round's figures as far as they are known, and what it decided."""
    figures = ", ".join(f"{name} {values[key]}" for key, name in _FIGURES.items() if values[key] is not None)
    decided = f"{values['quyet_dinh'] or 'Trúng phiếu'}: {values['trung']}" if values["trung"] else ""
    return " ".join(f"{capitalised(part)}." for part in (figures, decided) if part)


def _offices(facts: Facts) -> TablePage:
    settings = facts.book.settings
    columns = (Column(Col.OFFICE, 4), Column(Col.UNIT, 8))
    chosen = {one["chuc_danh"]: _text(one["don_vi"]) for one in elected(facts)}
    titles = [called(office.title, settings.calling) for office in Office]
    rows = [Row([title, chosen.get(title)]) for title in titles]
    year = f" năm {settings.year + 1}" if settings.year else ""
    return TablePage(f"{', '.join(titles)}{year}", columns, rows)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _open(value: object) -> str | None:
    return None if value is None else str(value)


def _no_values(facts: Facts, part: str) -> Values:
    del facts, part
    return {}


PAPERS: tuple[Paper[Facts], ...] = (Paper(SLIDES, "", _no_values, ending=".pptx", slides=_slides),)
