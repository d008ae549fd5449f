"""The fixed list of what the ribbon can ask for: the add-in, the command line and the dispatcher take it from here."""

from enum import StrEnum
from typing import NamedTuple


class BookKind(StrEnum):
    """What the active workbook is, by `schema` of its `_meta`."""

    NONE = "none"
    """No workbook, or one that is not ours."""
    CLUSTER = "cluster"
    SCORECARD = "scorecard"
    """A unit's form, or a scorer's workbook."""
    OFFICE = "office"


class Asks(StrEnum):
    """What the add-in asks for before it starts the command; the answer arrives as its path."""

    NOTHING = ""
    FOLDER = "folder"
    SAVE = "save"
    FILE = "file"
    """A workbook or a text of Word that is there."""
    VERSION = "version"
    """A kept version of the workbook in front: a file in `luu` beside it."""


class Button(NamedTuple):
    """A command of the ribbon: its Vietnamese label, what does it, where it is offered, what is asked first."""

    command: str
    label: str
    does: str
    """The function of `excel` behind it: module and name."""
    kinds: tuple[BookKind, ...]
    asks: Asks = Asks.NOTHING
    question: str = ""
    """The title of the folder or file dialogue."""
    suggests: str = ""
    """The file name that a save dialogue begins with."""


_ANY = (BookKind.NONE, BookKind.CLUSTER, BookKind.SCORECARD, BookKind.OFFICE)
_BOOK = (BookKind.CLUSTER,)
_OFFICE = (BookKind.OFFICE,)
_PAPERS_INTO = "Chọn thư mục để ghi văn bản"

BUTTONS = (
    Button("new", "Tạo sổ", "form_actions.new", _ANY,
           Asks.SAVE, "Sổ cụm mới lưu ở đâu, tên gì?", "SoCum.xlsx"),
    Button("new-from", "Sao chép từ năm trước", "form_actions.new_from", _BOOK,
           Asks.SAVE, "Sổ cụm năm nay (chép từ sổ đang mở) lưu ở đâu, tên gì?", "SoCum.xlsx"),
    Button("import-criteria", "Nhập tiêu chí", "import_actions.bring_criteria", _BOOK,
           Asks.FILE, "Chọn tệp Excel hoặc Word có bảng tiêu chí"),
    Button("import-units", "Nhập đơn vị", "import_actions.bring_units", _BOOK,
           Asks.FILE, "Chọn tệp Excel hoặc Word có danh sách đơn vị"),
    Button("issue", "Phát hành phiếu", "form_actions.issue_forms", (BookKind.CLUSTER, BookKind.OFFICE),
           Asks.FOLDER, "Chọn thư mục để lưu phiếu của các đơn vị, người chấm"),
    Button("next", "Việc tiếp theo", "year_actions.show_next", (BookKind.CLUSTER, BookKind.OFFICE)),
    Button("calendar", "Lịch", "year_actions.show_calendar", _BOOK),
    Button("issue-register", "Phát hành đăng ký", "form_actions.issue_registration", _BOOK,
           Asks.FOLDER, "Chọn thư mục để lưu phiếu đăng ký của các đơn vị"),
    Button("issue-midyear", "Phát hành sơ kết", "form_actions.issue_midyear", _BOOK,
           Asks.FOLDER, "Chọn thư mục để lưu phiếu sơ kết của các đơn vị"),
    Button("remind", "Nhắc việc", "year_actions.remind_all", (BookKind.CLUSTER, BookKind.OFFICE),
           Asks.FOLDER, "Chọn thư mục để ghi thư nhắc"),
    Button("summary", "Tóm tắt", "chat_actions.copy_summary", _BOOK),
    Button("meeting", "Họp trù bị", "score_actions.meet", _BOOK),
    Button("check", "Kiểm tra phiếu đang mở", "form_actions.check", (BookKind.CLUSTER, BookKind.SCORECARD)),
    Button("collect", "Nhận phiếu từ thư mục", "form_actions.collect_forms", _BOOK,
           Asks.FOLDER, "Chọn thư mục có các phiếu đã nhận"),
    Button("fetch-mail", "Nhận từ hộp thư", "form_actions.fetch_letters", _BOOK),
    Button("give-back", "Trả phiếu cần sửa", "form_actions.give_forms_back", _BOOK,
           Asks.FOLDER, "Chọn thư mục để ghi phiếu trả và thư nháp"),
    Button("total", "Tổng hợp", "score_actions.total", _BOOK),
    Button("rank", "Xếp hạng", "score_actions.rank_units", _BOOK),
    Button("vote", "Bỏ phiếu", "score_actions.vote", _BOOK),
    Button("explain", "Giải thích ô này", "score_actions.explain", _BOOK),
    Button("documents", "Mọi văn bản", "paper_actions.all_papers", (BookKind.CLUSTER, BookKind.OFFICE),
           Asks.FOLDER, _PAPERS_INTO),
    Button("documents-selected", "Văn bản đang chọn", "paper_actions.selected_papers",
           (BookKind.CLUSTER, BookKind.OFFICE),
           Asks.FOLDER, _PAPERS_INTO),
    Button("documents-start", "Đầu năm", "paper_actions.papers_of_start", _BOOK,
           Asks.FOLDER, _PAPERS_INTO),
    Button("documents-midyear", "Sơ kết 6 tháng", "paper_actions.papers_of_midyear", _BOOK,
           Asks.FOLDER, _PAPERS_INTO),
    Button("documents-conference", "Hội nghị tổng kết", "paper_actions.papers_of_conference", _BOOK,
           Asks.FOLDER, _PAPERS_INTO),
    Button("submit", "Ghi lần gửi cấp trên", "submission_actions.submit_table", _BOOK),
    Button("close", "Chốt sổ", "submission_actions.close_book", _BOOK),
    Button("reopen", "Mở lại sổ", "submission_actions.reopen_book", _BOOK),
    Button("undo", "Về bản trước", "version_actions.take_version", (BookKind.CLUSTER, BookKind.OFFICE),
           Asks.VERSION, "Chọn bản trước của sổ (tên có ngày, giờ, việc làm sau đó)"),
    Button("verify", "Kiểm chứng", "submission_actions.verify_live", _BOOK),
    Button("new-office", "Tạo sổ tổng hợp", "office_actions.new_office", _ANY,
           Asks.SAVE, "Sổ tổng hợp mới lưu ở đâu, tên gì?", "SoTongHop.xlsx"),
    Button("issue-books", "Lập sổ các cụm", "office_actions.issue_books", _OFFICE,
           Asks.FOLDER, "Chọn thư mục để ghi sổ các cụm"),
    Button("consolidate", "Tổng hợp các cụm", "office_actions.consolidate_clusters", _OFFICE,
           Asks.FOLDER, "Chọn thư mục có sổ các cụm gửi lên"),
    Button("appraise", "Kiểm tra, thẩm định", "office_actions.appraise_units", _OFFICE),
    Button("nominees", "Danh sách đề nghị", "office_actions.nominees", _OFFICE),
    Button("guide", "Hướng dẫn", "help_actions.guide", _ANY),
    Button("doctor", "Chẩn đoán", "help_actions.doctor", _ANY),
)  # fmt: skip
"""Every button of the ribbon, in its order; a table, so it is laid out by hand: what is asked for stands below."""

COMMANDS = {button.command: button for button in BUTTONS}

GROUP_BEGINS = {
    "new": "Sổ cụm",
    "next": "Năm",
    "check": "Nhận và kiểm tra",
    "total": "Chấm điểm",
    "documents": "Hồ sơ",
    "new-office": "Nội vụ",
    "guide": "Trợ giúp",
}
"""The first button of each group → the name of the group, as the ribbon shows it."""


def grouped() -> dict[str, list[Button]]:
    """Group → its buttons, in the order of the ribbon."""
    groups: dict[str, list[Button]] = {}
    name = ""
    for button in BUTTONS:
        name = GROUP_BEGINS.get(button.command, name)
        groups.setdefault(name, []).append(button)
    return groups
