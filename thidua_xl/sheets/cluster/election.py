"""Sheet `Bầu Trưởng cụm`: the ballots for the next year's head and deputy (HD 1302, I.1, II.3).

Who stands is typed by the cluster; the program adds the further rounds of a ballot that left units level.
"""

from collections.abc import Mapping, Sequence

from ...domain.ranking import votes
from ...domain.ranking.posts import TITLES, Office, read_office
from ...domain.scoring.settings import Majority
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.year.election import Election
from ...domain.year.holders import AWAITED
from ..entry_rules import add_codes
from ..table import Column, Drawn, Placement, TableRow, choices
from .ballots import LAST_ROW, Ballots, Col, Kind, doubted, has_figures, render
from .typed_since import Since


def _read_office(row: TableRow, findings: list[Finding]) -> Office | None:
    """The office of a row; it is asked for where the row has figures."""
    typed = row.text(Col.OFFICE)
    office = read_office(typed)
    if office is None and typed:
        unknown = finding(Code.VALUE_UNKNOWN, sheet=votes.ELECTION, **row.spot(Col.OFFICE), value=typed,
                          allowed=" · ".join(TITLES))  # fmt: skip
        findings.append(doubted(row, Col.OFFICE, votes.ELECTION) or unknown)
    elif office is None and has_figures(row):
        findings.append(finding(Code.VOTE_WITHOUT_UNIT, sheet=votes.ELECTION, **row.spot(Col.OFFICE),
                                what=Col.OFFICE))  # fmt: skip
    return office


OFFICES = Kind(
    votes.ELECTION,
    Column(Col.OFFICE, 12, typed=True),
    _read_office,
    lambda office: Office(office).title,
    title="BẦU TRƯỞNG CỤM, PHÓ TRƯỞNG CỤM",
    notes=(
        "Bầu luân phiên tại hội nghị tổng kết, cấp trên phê duyệt (HD 1302, I.1, II.3); không bầu thì để trống. Mỗi "
        "đơn vị được đề cử một dòng, các lần bỏ phiếu cách nhau một dòng trống, số liệu chung ghi ở dòng đầu.",
        "Trúng: {majority}. Không bỏ phiếu: chọn Quyết định ở dòng đơn vị được chọn và ghi Lý do. Số liệu ở trang này "
        "có hiệu lực sau khi bấm Xếp hạng.",
    ),
    spare=12,
    header_row=9,
)
TABLE = OFFICES.table


def draw_election(
    ballots: Ballots,
    election: Election,
    names: Mapping[str, str],
    majority: Majority,
    since: Since,
    turn: Sequence[str] = (),
    place: Placement | None = None,
) -> tuple[Drawn, dict[int, int]]:
    """The ballots as they were, and further rounds that are due. Returns the sheet as drawn and old row → new row.

    Args:
        ballots: as read.
        election: what they amount to.
        names: of the units, by code.
        majority: Cách trúng phiếu.
        since: what tells that scores were typed since.
        turn: who has held office and who has not, in lines.
        place: where the table stands.
    """
    drawn, moved = render(ballots, (), election.prefill, names, majority, since, place)
    told = filter(None, (elected_said(election, names), *turn))
    drawn.above([(line, "bold navy") for line in told], after=len(OFFICES.notes))
    add_codes(drawn, (Col.OFFICE,), choices(drawn.sheet, TITLES), LAST_ROW)
    return drawn, moved


def elected_said(election: Election, names: Mapping[str, str]) -> str:
    """Whom the members elected, in one line; nothing while nobody is."""
    chosen = [f"{office.title} {unit} – {names.get(unit, '')}" for office, unit in election.winners.items()]
    return f"Đã bầu: {'; '.join(chosen)}; {AWAITED}" if chosen else ""
