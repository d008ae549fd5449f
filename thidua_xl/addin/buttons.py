"""The fixed list of what the ribbon can ask for. The add-in, the command line and the dispatcher share it."""

from enum import StrEnum
from typing import NamedTuple


class BookKind(StrEnum):
    """What the active workbook is, by `schema` of its `_meta`."""

    NONE = "none"
    """No workbook, or one that is not ours."""
    CLUSTER = "cluster"
    SCORECARD = "scorecard"
    OFFICE = "office"


class Asks(StrEnum):
    """What the add-in asks for before it starts the command; the answer arrives as its path."""

    NOTHING = ""
    FOLDER = "folder"
    SAVE = "save"


class Button(NamedTuple):
    """A command of the ribbon: its Vietnamese label, where it is offered, what is asked first."""

    command: str
    label: str
    kinds: tuple[BookKind, ...]
    asks: Asks = Asks.NOTHING
    question: str = ""
    """The title of the folder or file dialogue."""
    suggests: str = ""
    """The file name that a save dialogue begins with."""


_ANY = (BookKind.NONE, BookKind.CLUSTER, BookKind.SCORECARD, BookKind.OFFICE)
_BOOK = (BookKind.CLUSTER,)
_OFFICE = (BookKind.OFFICE,)

BUTTONS = (
    Button("new", "Tạo sổ", _ANY, Asks.SAVE, "Sổ cụm mới lưu ở đâu, tên gì?", "SoCum.xlsx"),
    Button("new-from", "Sao chép từ năm trước", _BOOK, Asks.SAVE,
           "Sổ cụm năm nay (chép từ sổ đang mở) lưu ở đâu, tên gì?", "SoCum.xlsx"),
    Button("issue", "Phát hành phiếu", _BOOK, Asks.FOLDER, "Chọn thư mục để lưu phiếu của các đơn vị"),
    Button("check", "Kiểm tra phiếu đang mở", (BookKind.CLUSTER, BookKind.SCORECARD)),
    Button("collect", "Nhận phiếu từ thư mục", _BOOK, Asks.FOLDER, "Chọn thư mục có các phiếu đã nhận"),
    Button("fetch-mail", "Nhận từ hộp thư", _BOOK),
    Button("give-back", "Trả phiếu cần sửa", _BOOK, Asks.FOLDER, "Chọn thư mục để ghi phiếu trả và thư nháp"),
    Button("total", "Tổng hợp", _BOOK),
    Button("rank", "Xếp hạng", _BOOK),
    Button("vote", "Bỏ phiếu", _BOOK),
    Button("explain", "Giải thích ô này", _BOOK),
    Button("submit", "Ghi lần gửi cấp trên", _BOOK),
    Button("close", "Chốt sổ", _BOOK),
    Button("reopen", "Mở lại sổ", _BOOK),
    Button("verify", "Kiểm chứng", _BOOK),
    Button("new-office", "Tạo sổ tổng hợp", _ANY, Asks.SAVE, "Sổ tổng hợp mới lưu ở đâu, tên gì?", "SoTongHop.xlsx"),
    Button("issue-books", "Lập sổ các cụm", _OFFICE, Asks.FOLDER, "Chọn thư mục để ghi sổ các cụm"),
    Button("consolidate", "Tổng hợp các cụm", _OFFICE, Asks.FOLDER, "Chọn thư mục có sổ các cụm gửi lên"),
    Button("appraise", "Kiểm tra, thẩm định", _OFFICE),
    Button("nominees", "Danh sách đề nghị", _OFFICE),
    Button("guide", "Hướng dẫn", _ANY),
    Button("doctor", "Chẩn đoán", _ANY),
)  # fmt: skip
"""Every button of the ribbon, in its order."""

COMMANDS = {button.command: button for button in BUTTONS}
