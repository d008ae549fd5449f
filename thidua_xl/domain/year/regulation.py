"""Quy chế: what a cluster's regulation says of meetings, scoring and ranking, sentence by sentence from its settings.

Each setting has one sentence of its own; those of no setting hold for every cluster (HD 1302). No sentence names
HD 1302 itself: what a cluster acts by stands in its `Căn cứ`.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..ranking.classes_said import scale_said
from ..scoring.settings import Award, Basis, Majority, Settings, TiesBelowFirst
from ..scoring.tie_order import BONUS, PENALTY
from ..values.calling import called
from ..values.numbers import in_points, shown_number
from ..values.said import BLANK, count_said, day_said, points_said
from .deadlines import deadlines_of

NO_SETTING = ""
"""The setting of a sentence that hangs on none."""


class Said(NamedTuple):
    """One sentence, or a few that belong together, and the field of `Settings` that it tells."""

    setting: str
    text: str


class Article(NamedTuple):
    """Điều: its title and what it says; papers give it its number."""

    title: str
    said: tuple[Said, ...]


def scoring_articles(settings: Settings) -> tuple[Article, ...]:
    """Chấm điểm, xếp hạng, suy tôn."""
    return tuple(
        spoken(article, settings)
        for article in (_scoring(settings), _ranking(settings), _voting(settings), _proclaiming(settings))
    )


def meeting_articles(settings: Settings) -> tuple[Article, ...]:
    """Chế độ họp, báo cáo. A day that nobody knows is `ngày ……` (`BLANK`)."""
    return tuple(
        spoken(article, settings)
        for article in (_registering(settings), _midyear(settings), _preparing(settings), _conference(settings),
                        _reporting(settings))
    )  # fmt: skip


def spoken(article: Article, settings: Settings) -> Article:
    """An article with the office's word for the cluster."""
    given = (*settings.given, *(award.name for award in settings.awards))
    said = tuple(Said(one.setting, called(one.text, settings.calling, given)) for one in article.said)
    return Article(called(article.title, settings.calling), said)


def in_all(articles: Iterable[Article]) -> Iterator[Said]:
    """Every sentence, in order."""
    return (one for article in articles for one in article.said)


def _fixed(text: str) -> Said:
    return Said(NO_SETTING, text)


# --- chấm điểm, xếp hạng ----------------------------------------------------------------------

_DECIMALS = (
    "đến số nguyên",
    "đến một chữ số thập phân",
    "đến hai chữ số thập phân",
    "đến ba chữ số thập phân",
)


def _scoring(settings: Settings) -> Article:
    return Article("Cách tính điểm", (
        _fixed("Đơn vị tự chấm điểm theo bảng tiêu chí, thang điểm của cụm; Trưởng cụm chủ trì thống nhất điểm. "
             "Điểm thống nhất khác điểm tự chấm thì ghi rõ lý do."),
        _rounding(settings),
        _fixed("Tổng điểm của đơn vị là tổng điểm đã làm tròn của các tiêu chí, cộng điểm thưởng, trừ điểm trừ."),
        Said("ceiling", _ceiling(settings)),
    ))  # fmt: skip


def _rounding(settings: Settings) -> Said:
    how = f"{_DECIMALS[settings.digits]}: chữ số đầu tiên bị bỏ từ 5 trở lên thì làm tròn lên, dưới 5 thì bỏ"
    if settings.step is not None:
        step = points_said(in_points(settings.step))
        how = f"đến bội số gần nhất của {step}; đúng giữa hai mức thì làm tròn lên"
    return Said("digits", f"Điểm được làm tròn một lần cho mỗi tiêu chí, {how}.")


def _ceiling(settings: Settings) -> str:
    if settings.ceiling is None:
        return "Tổng điểm không có mức trần."
    return f"Tổng điểm của một đơn vị, kể cả điểm thưởng, không vượt quá {points_said(in_points(settings.ceiling))}."


_BASES = {
    Basis.POINTS: "Các đơn vị được xếp hạng theo tổng điểm, từ cao xuống thấp; cùng tổng điểm là bằng nhau.",
    Basis.PERCENT: "Các đơn vị được xếp hạng theo tỷ lệ % của tổng điểm trên điểm tối đa của từng đơn vị (không gồm "
    "điểm thưởng, điểm trừ), từ cao xuống thấp; cùng tỷ lệ % là bằng nhau.",
}
_TIES = {
    TiesBelowFirst.SHARED: "Các đơn vị bằng nhau ở những hạng sau hạng Nhất được xếp cùng hạng, hạng liền sau bỏ "
    "trống: hai đơn vị cùng hạng Nhì thì đơn vị kế tiếp xếp hạng 4, không có hạng Ba.",
    TiesBelowFirst.SHARED_DENSE: "Các đơn vị bằng nhau ở những hạng sau hạng Nhất được xếp cùng hạng, hạng liền sau "
    "không bỏ trống: hai đơn vị cùng hạng Nhì thì đơn vị kế tiếp xếp hạng Ba.",
    TiesBelowFirst.VOTE: "Các đơn vị bằng nhau ở hạng Nhì, hạng Ba thì bỏ phiếu để phân hạng; từ hạng 4 trở đi, các "
    "đơn vị bằng nhau được xếp cùng hạng.",
}


def _ranking(settings: Settings) -> Article:
    return Article("Xếp hạng", (
        Said("basis", _BASES[settings.basis]),
        *_order(settings),
        Said("ties", _TIES[_ties(settings)]),
        _fixed("Đơn vị không xét thi đua vẫn được tính điểm nhưng không xếp hạng và không được lấy làm "
             "đơn vị dẫn đầu để so sánh; lý do không xét được ghi rõ."),
        _fixed("Đơn vị được xếp hạng nhưng không đề nghị Cờ thì vẫn giữ thứ hạng; khi đơn vị đó đứng đầu, hội "
             "nghị quyết định việc đề nghị Cờ và ghi rõ lý do."),
        _fixed("Khi còn đơn vị hoặc tiêu chí chưa có điểm thì thứ hạng là tạm thời, chưa dùng để suy tôn, "
             "đề nghị khen thưởng."),
        *([] if settings.classes is None else [Said("classes", scale_said(settings.classes))]),
    ))  # fmt: skip


def _order(settings: Settings) -> Iterator[Said]:
    """The cluster's own order, where it has one."""
    if settings.tie_order:
        items = "; ".join(_item(item) for item in settings.tie_order)
        shares = " (mục, tiêu chí có điểm tối đa thì so tỷ lệ trên điểm tối đa của từng đơn vị)"
        yield Said("tie_order", f"Các đơn vị bằng nhau được phân hạng lần lượt theo: {items}; đơn vị cao hơn xếp trên"
                   f"{shares if settings.basis is Basis.PERCENT else ''}. Sau đó vẫn bằng nhau thì thực hiện như dưới "
                   "đây.")  # fmt: skip


def _item(item: str) -> str:
    words = {BONUS: "tổng điểm thưởng", PENALTY: "tổng điểm trừ (trừ ít hơn xếp trên)"}
    return words.get(item, f"điểm {item}")


def _ties(settings: Settings) -> TiesBelowFirst:
    """What holds: a ballot on the first units leaves no ranks without a gap (`Settings.is_dense`)."""
    dense = settings.ties is TiesBelowFirst.SHARED_DENSE
    return TiesBelowFirst.SHARED if dense and not settings.is_dense else settings.ties


_WHOLES = {
    Majority.OF_VALID: "số phiếu hợp lệ",
    Majority.OF_ELIGIBLE: "tổng số người được bỏ phiếu",
}


def _voting(settings: Settings) -> Article:
    return Article("Bỏ phiếu", (
        Said("always_voted", _voted_on(settings.always_voted, ordered=bool(settings.tie_order))),
        _fixed("Mỗi phiếu chọn đúng một đơn vị. Lần bỏ phiếu chỉ có giá trị khi số phiếu phát ra, thu vào, "
             "hợp lệ, không hợp lệ và số phiếu của từng đơn vị khớp nhau."),
        Said("majority", majority_said(settings.majority)),
        _fixed("Không phân định được bằng bỏ phiếu thì hội nghị thống nhất hoặc đề nghị cấp trên quyết định, ghi "
             "rõ lý do."),
    ))  # fmt: skip


def _voted_on(always: int, *, ordered: bool) -> str:
    if not always:
        alone = "" if ordered else ", không dùng tiêu chí phụ để phân hạng"
        return (
            f"Từ hai đơn vị trở lên bằng nhau ở hạng Nhất thì hội nghị bỏ phiếu để chọn một đơn vị{alone}; đơn vị "
            "trúng phiếu xếp hạng Nhất, các đơn vị còn lại xếp từ hạng liền sau."
        )
    return (
        f"Hội nghị luôn bỏ phiếu suy tôn giữa {count_said(always, 'đơn vị')} đứng đầu, kể cả khi không bằng nhau; "
        "đơn vị bằng đơn vị cuối trong số đó cùng được đưa ra bỏ phiếu. Các đơn vị này xếp hạng theo số phiếu; cùng "
        "số phiếu thì bỏ phiếu lại giữa các đơn vị đó."
    )


def majority_said(majority: Majority) -> str:
    """How a vote is won (Cách trúng phiếu), in a sentence."""
    if majority is Majority.PLURALITY:
        return (
            "Đơn vị được nhiều phiếu nhất là đơn vị trúng phiếu; nhiều đơn vị cùng được số phiếu cao nhất thì bỏ phiếu "
            "lại giữa các đơn vị đó."
        )
    return (
        f"Đơn vị được quá nửa {_WHOLES[majority]} là đơn vị trúng phiếu; chưa đơn vị nào quá nửa thì bỏ phiếu lại giữa "
        "hai đơn vị nhiều phiếu nhất và các đơn vị bằng phiếu với đơn vị thứ hai."
    )


def _proclaiming(settings: Settings) -> Article:
    return Article("Suy tôn, đề nghị khen thưởng", (
        _fixed("Căn cứ bảng chấm điểm và thực tế hoạt động của cụm, hội nghị suy tôn đơn vị Nhất, Nhì, Ba. Hội "
             "nghị suy tôn, đề nghị khác kết quả chấm điểm thì ghi rõ lý do trong biên bản."),
        Said("awards", _awards(settings.awards)),
        _fixed("Khi số đơn vị cùng hạng nhiều hơn số lượng còn lại của một hình thức thì hội nghị chọn đơn vị "
             "được đề nghị."),
    ))  # fmt: skip


def _awards(awards: Iterable[Award]) -> str:
    listed = "; ".join(f"{one.name} cho {count_said(one.quota, 'đơn vị')}" for one in awards)
    if not listed:
        return "Cụm không đề nghị hình thức khen thưởng nào."
    return f"Hình thức và số lượng cụm đề nghị, theo thứ tự xếp hạng: {listed}."


# --- chế độ họp, báo cáo ----------------------------------------------------------------------


def _registering(settings: Settings) -> Article:
    due = day_said(deadlines_of(settings).registration)
    return Article("Đăng ký, ký kết giao ước", (
        Said("registration_due", f"Đơn vị gửi đăng ký nội dung, chỉ tiêu, nhiệm vụ thi đua đến Trưởng cụm chậm nhất "
             f"{due}."),
        _fixed("Trưởng cụm tổng hợp đăng ký, tổ chức cho các đơn vị ký kết giao ước thi đua."),
    ))  # fmt: skip


def _midyear(settings: Settings) -> Article:
    behind, ahead = map(shown_number, settings.milestones)
    return Article("Sơ kết 6 tháng đầu năm", (
        Said("midyear_due", "Cụm hoàn thành hội nghị sơ kết 6 tháng đầu năm chậm nhất "
             f"{day_said(deadlines_of(settings).midyear)}."),
        _fixed("Hội nghị sơ kết đánh giá việc tổ chức phong trào thi đua, kết quả thực hiện chỉ tiêu đã "
             "đăng ký; thống nhất tiêu chí chấm điểm; chọn điển hình để các đơn vị tham quan, học tập; bàn nhiệm vụ "
             "6 tháng cuối năm."),
        Said("milestones", f"Kết quả 6 tháng đạt dưới {behind} % chỉ tiêu năm được coi là chậm tiến độ, từ {ahead} % "
             "trở lên là vượt tiến độ."),
    ))  # fmt: skip


def _preparing(settings: Settings) -> Article:
    return Article("Chấm điểm, họp trù bị", (
        Said("deadline", f"Đơn vị gửi phiếu tự chấm điểm đến Trưởng cụm chậm nhất {day_said(settings.deadline)}."),
        Said("window", f"Trưởng cụm gửi bảng tổng hợp kết quả chấm điểm đến cấp trên trước hội nghị tổng kết "
             f"{days_ahead(settings)}."),
        Said("meeting", "Bộ phận tham mưu công tác thi đua, khen thưởng của các đơn vị họp trù bị "
             f"{day_said(settings.meeting)}, trước phiên chính thức của hội nghị tổng kết, để thống nhất điểm."),
    ))  # fmt: skip


def days_ahead(settings: Settings) -> str:
    """`từ 03 đến 05 ngày` before the conference."""
    least, most = settings.window
    return (
        count_said(most, "ngày")
        if least == most
        else f"từ {count_said(least)} đến {count_said(most, 'ngày')}"
    )


def _conference(settings: Settings) -> Article:
    return Article("Hội nghị tổng kết", (
        _fixed("Trước hội nghị, các đơn vị tổng kết công tác thi đua, khen thưởng của đơn vị mình."),
        Said("final_due", f"Cụm hoàn thành hội nghị tổng kết chậm nhất {day_said(deadlines_of(settings).final)}."),
        Said("conference", f"Hội nghị tổng kết dự kiến tổ chức {day_said(settings.conference)}."),
        _fixed("Cụm chỉ tổ chức sơ kết, tổng kết sau khi đã báo cáo và thống nhất thời gian với thành viên Hội "
             "đồng Thi đua, Khen thưởng phụ trách cụm và cấp trên."),
    ))  # fmt: skip


def _reporting(settings: Settings) -> Article:
    papers = day_said(deadlines_of(settings).papers)
    return Article("Chế độ báo cáo", (
        _fixed("Đơn vị và Trưởng cụm báo cáo định kỳ 6 tháng và cả năm."),
        Said("papers_due", "Sau hội nghị tổng kết, Trưởng cụm gửi cấp trên báo cáo tổng kết, biên bản hội nghị, danh "
             f"sách các đơn vị được suy tôn Nhất, Nhì, Ba chậm nhất {papers}."),
        Said("superior", f"Cấp trên nhận báo cáo, bảng điểm, hồ sơ của cụm là {settings.superior or BLANK}."),
        Said("office", f"Báo cáo, bảng điểm, hồ sơ gửi cấp trên qua {settings.office or BLANK}."),
    ))  # fmt: skip
