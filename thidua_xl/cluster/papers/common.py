"""What all papers of a cluster share: letterhead, number, place and date, who signs, who receives.

Where the superior's papers have it in the same form, the function takes no cluster's facts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...documents.blanks import blank
from ...domain.scoring.settings import Basis, Settings
from ...domain.values import said
from ...domain.values.calling import called
from ...domain.values.cells import as_text
from ...domain.values.numbers import Points, in_points, shown, shown_number
from ...domain.values.said import day_said, paper_number
from ...domain.values.text import clean, same
from ...domain.year.grounds import as_ground_lines, cited
from ...domain.year.papers import ASKING, PREPARATION_MINUTES, TABLE_LETTER
from ..book import Book
from ..kept.papers import PaperEntry, entry
from .paper import Facts, Paper, Values, full_code

FIELD = "TĐKT"
"""Lĩnh vực of a công văn's number."""
DOTS = blank()
SHORT, TINY = blank(4), blank(2)


def with_blanks(sentence: str) -> str:
    """A sentence of the program's with dotted blanks where it leaves something open; never of a person's text."""
    return sentence.replace(said.BLANK, SHORT)


def lines_of(text: str) -> list[str]:
    """A text in lines as it was typed: line breaks, or semicolons where a cell holds them in one line."""
    return [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]


def paragraphs_of(cell: object) -> list[str]:
    """What was typed in a cell, a paragraph a line of it."""
    return [clean(line) for line in as_text(cell).splitlines() if clean(line)]


def cluster_name(settings: Settings) -> str:
    """`Cụm thi đua số 1`, as typed; its code where it has no name."""
    return settings.name or called(f"Cụm thi đua {settings.cluster}", settings.calling)


def unit_name(book: Book, code: str) -> str:
    """A unit's name; the code where it is no unit of the book."""
    unit = book.unit(code)
    return unit.name if unit else code


def head_unit(book: Book) -> str | None:
    """The unit that leads the cluster this year."""
    return unit_name(book, book.settings.head) if book.settings.head else None


def ranked_by(facts: Facts) -> str:
    """`điểm`, `tỷ lệ %`: what units are ranked by, as it stands behind `theo`."""
    return "tỷ lệ %" if facts.book.settings.basis is Basis.PERCENT else "điểm"


def common(facts: Facts, paper: Paper[Facts], part: str) -> Values:
    """The placeholders that every template may use."""
    book, settings = facts.book, facts.book.settings
    written = entry(book, full_code(paper.code, part))
    return {
        **_letterhead(book),
        "so": number_line(settings.symbol, paper.kind, written.number),
        "dia_danh_ngay": f"{settings.place or SHORT}, {dated(written.day)}",
        "cum": cluster_name(settings),
        "ky": settings.period_said,
        "xep_theo": ranked_by(facts),
        "nam": settings.year,
        "tam": " (tạm)" if _is_provisional(facts, paper) else "",
        "cap_tren": settings.superior or None,
        "co_quan_tong_hop": settings.office or None,
        "thanh_vien_hoi_dong": settings.member or None,
        "truong_cum": head_unit(book),
        "pho_truong_cum": unit_name(book, settings.deputy) if settings.deputy else None,
        "can_cu": as_ground_lines(settings.grounds) or [f"Căn cứ {DOTS}."],
        "can_cu_ngan": "; ".join(filter(None, map(cited, settings.grounds))),
        **_signed(book, written.signer),
        "noi_nhan": list(receiver_lines(written.sent_to, paper.kind, _usual(settings, paper))),
        "ma_so": facts.code,
    }


_BY_POINTS = (TABLE_LETTER, PREPARATION_MINUTES)
"""Papers of before the conference: what a vote decides is none of their business."""


def _is_provisional(facts: Facts, paper: Paper[Facts]) -> bool:
    """Whether the results that it prints may still move."""
    return facts.outcome.standings.provisional if paper.code in _BY_POINTS else bool(facts.waits)


def dated(day: date | None) -> str:
    """`ngày 05 tháng 3 năm 2026`; with blanks for a day that is not known."""
    return day_said(day) if day else f"ngày {TINY} tháng {TINY} năm {TINY}"


def _letterhead(book: Book) -> Values:
    """The head's unit's letterhead, and under it the cluster's name where the cluster writes so: two ways seen."""
    settings = book.settings
    cluster = lines_of(settings.letterhead_cluster)
    return {"chu_quan": list(settings.letterhead_superior), "co_quan": [*issuer(book), *cluster]}


def issuer(book: Book) -> list[str]:
    """Cơ quan ban hành in lines: as typed, else the unit of the head, for whom a deputy may sign."""
    return lines_of(book.settings.letterhead) or [head_unit(book) or DOTS]


def number_line(symbol: str, of_kind: str, typed: str) -> str:
    """What stands behind `Số:`, with dotted blanks for what nobody typed yet.

    Args:
        symbol: of the body that issues the paper; empty where nobody said it.
        of_kind: the code of the kind; empty for a công văn, which has the field behind its symbol.
        typed: the number as `Văn bản` has it.
    """
    known = symbol or SHORT
    kind, behind = (of_kind, known) if of_kind else ("", f"{known}-{FIELD}")
    return paper_number(typed, kind, behind) or "/".join((SHORT, "-".join(filter(None, (kind, behind)))))


def _signed(book: Book, signer: str) -> Values:
    """TM. the cluster / TRƯỞNG CỤM; with the office's seal the office in the own unit above the name, too.

    Nghị định 30, Phụ lục I, II.7: a body without a seal signs with the title in the body alone.
    """
    settings = book.settings
    title = ["KT. Trưởng cụm", "Phó Trưởng cụm"] if settings.signs_for else ["Trưởng cụm"]
    known = not signer or same(
        signer, settings.signer
    )  # whose post it is, the settings say of their signer alone
    post = settings.signer_title if known else DOTS
    own = [post] if settings.sealed and post else []
    return {
        "ky_chuc_danh": [f"TM. {cluster_name(settings)}", *(called(one, settings.calling) for one in title)],
        "ky_chuc_vu": own,
        "ky_ten": signer or settings.signer or None,
    }


def receiver_lines(typed: str, kind: str, usual: Iterable[str]) -> Iterator[str]:
    """Nơi nhận: what was typed in `Nơi gửi`, else the usual ones; the last line is the archive's."""
    named = lines_of(typed) or list(usual)
    yield from (f"- {one.strip(' -;.')};" for one in named)
    yield "- Lưu: VT, Hồ sơ." if kind == "BB" else "- Lưu: VT."


_ADDRESSED = ("", "BC", "TTr", "GM")
"""Kinds that say whom they go to."""


def _usual(settings: Settings, paper: Paper[Facts]) -> Iterator[str]:
    """Those whom HD 1302 names."""
    if paper.kind in _ADDRESSED:
        yield "Như trên"
    else:
        yield from filter(None, (settings.superior, settings.office))
    if paper.kind == "GM":
        return
    if settings.member and paper.code != ASKING:  # that letter goes to him
        yield f"{settings.member} – thành viên Hội đồng phụ trách"
    yield called("Các đơn vị trong cụm", settings.calling)


def points(value: int | None, settings: Settings) -> str | None:
    """A total as printed; None where there is none, which is not 0."""
    return None if value is None else shown(value, settings.digits)


def attached_to(facts: Facts, name: str, code: str, own: str = "") -> str:
    """`(Kèm theo Báo cáo số 07/BC-CTĐ ngày … của …)`; for an electronic paper number and day stay empty.

    Args:
        facts: of the book.
        name: of the paper that it goes with.
        code: of that paper.
        own: the annex's own code: what was typed in its line of `Văn bản` counts where that paper has nothing yet.
    """
    by, written = " ".join(issuer(facts.book)), entry(facts.book, code)
    if own and not written.number:
        written = entry(facts.book, own)
    return annex_line(name, written, facts.book.settings.symbol, by, electronic=facts.electronic)


_KINDS = {
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Kế hoạch": "KH",
    "Tờ trình": "TTr",
    "Quy chế": "QC",
    "Giấy mời": "GM",
}


def annex_line(name: str, written: PaperEntry, symbol: str, by: str, *, electronic: bool) -> str:
    """`(Kèm theo …)` of a paper of this name that the register has and that this body issues."""
    if electronic:
        return f"(Kèm theo {name} số            ngày            của {by})"
    kind = _KINDS.get(name, "")
    cited = cited_entry(written, name, kind, symbol if kind else f"{symbol}-{FIELD}")
    return f"(Kèm theo {cited} của {by})"


def cited_paper(book: Book, code: str, name: str, kind: str) -> str:
    """`Biên bản hội nghị số 12/BB-CTĐ ngày 18 tháng 12 năm 2026`; with blanks for what `Văn bản` does not say."""
    return cited_entry(entry(book, code), name, kind, book.settings.symbol)


def cited_entry(written: PaperEntry, name: str, kind: str, symbol: str) -> str:
    """The same of a paper that a register has."""
    number = paper_number(written.number, kind, symbol) or SHORT
    return f"{name} số {number} {dated(written.day)}".strip()


def listed(names: Sequence[str]) -> str | None:
    """Names in a sentence; None for nobody."""
    return ", ".join(names) or None


def from_to(points: Iterable[Points]) -> str:
    """A maximum; from the lowest to the highest where it is not the same for the units of every group (Nhóm)."""
    return "–".join(shown_number(in_points(one)) for one in points)
