"""The steps of a cluster's year in sentences, as an official tells a colleague what to do."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ..ranking.dates import told
from .stages import Stage
from .year_state import Step, YearState

Said: TypeAlias = Callable[[YearState, str], str]
"""A state, and where the step is done (`ô B5 trang Cụm`, `trang Tiếp nhận`) → the sentence."""
_FEW = 3
"""Names that a sentence holds."""
_PLACES = {1: "Nhất", 2: "Nhì", 3: "Ba"}
_FORMS = {
    Stage.REGISTER: "phiếu đăng ký",
    Stage.MIDYEAR: "phiếu sơ kết",
    Stage.YEAREND: "phiếu tự chấm",
}
_ISSUES = {
    Stage.REGISTER: "Phát hành đăng ký",
    Stage.MIDYEAR: "Phát hành sơ kết",
    Stage.YEAREND: "Phát hành phiếu",
}
_AFTER = {
    Stage.REGISTER: "Đã đủ phiếu đăng ký: ký giao ước; đến kỳ sau thì chọn Sơ kết (hoặc Tổng kết)",
    Stage.MIDYEAR: "Đã đủ phiếu sơ kết: tổ chức sơ kết; cuối năm thì chọn Tổng kết",
}


def few(names: Sequence[str]) -> str:
    """The first names, and how many there are besides."""
    more = len(names) - _FEW
    shown = ", ".join(names[:_FEW])
    return f"{shown} và {more} nơi khác" if more > 0 else shown


def _settings(state: YearState, where: str) -> str:
    return f"Ghi {', '.join(state.settings)} ở {where}."


def _rank(state: YearState, where: str) -> str:
    del where
    return f"Bấm Xếp hạng để tính lại: đã {state.behind} sau lần tính gần nhất."


def _issue(state: YearState, where: str) -> str:
    del where
    form = _FORMS[state.stage]
    return f"Bấm {_ISSUES[state.stage]}, rồi gửi {form} cho {len(state.missing)} đơn vị{_until(state)}."


def _until(state: YearState) -> str:
    return f", hạn nộp {told(state.due)}" if state.due else ""


def _give_back(state: YearState, where: str) -> str:
    del where
    late = f"; nhắc {len(state.missing)} đơn vị chưa nộp" if state.missing else ""
    return (
        f"Bấm Trả phiếu cần sửa: {few(state.to_fix)} còn chỗ phải sửa{late}; đã gửi trả rồi thì chờ phiếu mới, bấm "
        "Nhận phiếu từ thư mục."
    )


def _remind(state: YearState, where: str) -> str:
    del where
    form = _FORMS[state.stage]
    return f"Bấm Trả phiếu cần sửa để lập thư nhắc {few(state.missing)} nộp {form} ({_left(state)})."


def _collect(state: YearState, where: str) -> str:
    del where
    if not (state.issued or state.received):
        return (
            f"Nhập điểm của {few(state.missing)} ở trang Thống nhất điểm (phiếu giấy), hoặc phát hành phiếu."
        )
    there = state.expected - len(state.missing)
    made = f"thư nhắc lập ngày {told(state.reminded_on)}" if state.reminded_on else ""
    aside = ", ".join(filter(None, (made, _left(state) if state.due else "")))
    return (
        f"Khi có phiếu gửi về, bấm Nhận phiếu từ thư mục: đã có {there}/{state.expected} đơn vị, còn chờ "
        f"{few(state.missing)}{f' ({aside})' if aside else ''}."
    )


def _await(state: YearState, where: str) -> str:
    del where
    return (
        f"Chờ phiếu sửa của {_returned(state)}; gửi thư nếu chưa gửi, có phiếu thì bấm Nhận phiếu từ thư mục."
    )


def with_returned(state: YearState, text: str) -> str:
    """The sentence, and for whose mended forms one waits beside it."""
    return f"{text[:-1]}; đang chờ phiếu sửa của {_returned(state)}." if state.returned else text


def _returned(state: YearState) -> str:
    """Who was asked to mend, by letters of which day; how long they have."""
    made = f"thư lập ngày {told(state.returned_on)}" if state.returned_on else ""
    aside = ", ".join(filter(None, (made, _left(state) if state.due else "")))
    return f"{few(state.returned)}{f' ({aside})' if aside else ''}"


def _left(state: YearState) -> str:
    left = state.days_left
    if left is None:
        return "chưa ghi hạn nộp"
    if left < 0:
        return f"đã quá hạn {-left} ngày"
    return f"còn {left} ngày đến hạn" if left else "hôm nay là hạn nộp"


def _next_stage(state: YearState, where: str) -> str:
    return f"{_AFTER[state.stage]} ở mục Giai đoạn năm, {where}."


def _not_assigned(state: YearState, where: str) -> str:
    return f"Xác nhận Không giao thống nhất (Có hoặc Không) cho {state.not_assigned} tiêu chí, từ {where}."


def _scorers(state: YearState, where: str) -> str:
    return f"Nhận điểm của người chấm: còn chờ {few(state.awaited)} (phiếu chấm, hoặc gõ ở {where})."


def _agree(state: YearState, where: str) -> str:
    return f"Nhập {state.unscored} điểm còn thiếu vào cột Điểm thống nhất, từ {where}."


def _submit(state: YearState, where: str) -> str:
    del where
    tie = f"; còn đồng hạng {_rank_said(state.ties[0].rank)} để hội nghị bỏ phiếu" if state.ties else ""
    return f"Gửi bảng tổng hợp điểm lên cấp trên{_window(state)}, rồi bấm Ghi lần gửi cấp trên{tie}."


def _window(state: YearState) -> str:
    if state.opens is None or state.closes is None or state.closes < state.today:
        return ""
    if state.opens == state.closes:
        return f" ngày {told(state.opens)}"
    return f" từ {told(state.opens)} đến {told(state.closes)}"


def _vote(state: YearState, where: str) -> str:
    rank, names = state.ties[0]
    return f"Bỏ phiếu hạng {_rank_said(rank)} giữa {few(names)}; ghi kết quả từ {where}, rồi bấm Xếp hạng."


def _rank_said(rank: int) -> str:
    return _PLACES.get(rank, str(rank))


def _proclaim(state: YearState, where: str) -> str:
    return f"Ghi rõ {state.proclaimed_wrong} chỗ của phần suy tôn, đề nghị Cờ, từ {where}."


def _conference(state: YearState, where: str) -> str:
    del where
    day = told(state.conference) if state.conference else ""
    if state.conference == state.today:
        return f"Hội nghị tổng kết hôm nay ({day}): ghi kết quả suy tôn ở trang Suy tôn."
    return f"Chuẩn bị hội nghị tổng kết ngày {day}: bấm Hội nghị tổng kết để xuất giấy mời, chương trình, phiếu bầu."


def _approve(state: YearState, where: str) -> str:
    del state
    return f"Hội nghị xong: ghi kết quả ở {where}, gửi kết quả lên cấp trên, rồi bấm Ghi lần gửi cấp trên."


def _papers(state: YearState, where: str) -> str:
    del where
    if state.papers_made:
        return (
            f"Bấm Hội nghị tổng kết để xuất lại {state.outdated} văn bản: số liệu trong sổ đã khác lúc xuất."
        )
    return "Bấm Hội nghị tổng kết để xuất báo cáo, biên bản, danh sách suy tôn gửi cấp trên."


def _next_year(state: YearState, where: str) -> str:
    del where
    return (
        f"Sổ đã chốt, không còn việc gì; sang năm {state.year + 1} bấm Sao chép từ năm trước để lập sổ mới."
    )


def _deadline(state: YearState, where: str) -> str:
    if state.is_timed:
        return f"Ghi Hạn nộp phiếu ở {where}: tiêu chí Nộp đúng hạn tính từ hạn ấy."
    return f"Ghi Hạn nộp phiếu ở {where}, trước khi phát hành phiếu."


def _plain(text: str) -> Said:
    """A sentence that holds nothing but the place (`{where}`) and the state (`{state}`)."""
    return lambda state, where: text.format(state=state, where=where)


SAID: Mapping[Step, Said] = {
    Step.UNITS: _plain("Nhập danh sách đơn vị vào {where} (gõ, dán, hoặc bấm Nhập đơn vị)."),
    Step.CRITERIA: _plain("Nhập bảng tiêu chí, thang điểm vào {where} (gõ, dán, hoặc bấm Nhập tiêu chí)."),
    Step.SETTINGS: _settings,
    Step.MEND: _plain("Sửa {state.wrong} lỗi ở các trang nhập, từ {where}."),
    Step.UNSEALED: _plain(
        "Bỏ phần đã gõ thêm sau khi chốt sổ, hoặc ghi Lý do mở lại ở trang Cụm rồi bấm Mở lại sổ."
    ),
    Step.RANK: _rank,
    Step.DEADLINE: _deadline,
    Step.CHANGED: _plain(
        "Tiêu chí hoặc đơn vị đã khác lúc phát phiếu ({state.changed} chỗ): làm theo cột Cách sửa, từ {where}."
    ),
    Step.ISSUE_REGISTER: _issue,
    Step.ISSUE_MIDYEAR: _issue,
    Step.ISSUE: _issue,
    Step.DECIDE: _plain("Chọn Quyết định cho {state.waiting} tệp đang chờ, từ {where}, rồi bấm Xếp hạng."),
    Step.GIVE_BACK: _give_back,
    Step.REMIND: _remind,
    Step.COLLECT: _collect,
    Step.AWAIT: _await,
    Step.NEXT_STAGE: _next_stage,
    Step.NOT_ASSIGNED: _not_assigned,
    Step.SCORERS: _scorers,
    Step.AGREE: _agree,
    Step.ERRORS: _plain("Sửa {state.errors} lỗi (lời ở trang Cần sửa), từ {where}."),
    Step.CONFERENCE_DAY: _plain("Ghi Ngày hội nghị tổng kết ở {where}, để biết hạn gửi bảng tổng hợp điểm."),
    Step.SUBMIT: _submit,
    Step.VOTE: _vote,
    Step.PROCLAIM: _proclaim,
    Step.MEETING: _plain("Bấm Họp trù bị để lập trang những việc phải bàn trước hội nghị."),
    Step.CONFERENCE: _conference,
    Step.APPROVE: _approve,
    Step.PAPERS: _papers,
    Step.DEMANDS: _plain("Làm nốt {state.demands} việc trước khi chốt sổ, từ {where}."),
    Step.CLOSE: _plain("Bấm Chốt sổ: điểm, hạng, hồ sơ đã đủ."),
    Step.NEXT_YEAR: _next_year,
}
