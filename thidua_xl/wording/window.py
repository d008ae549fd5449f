"""What the window says of itself; what came of a command it says in the command's own words."""

TITLE = "Thi đua"
NOTHING_CHOSEN = "Chưa chọn sổ"
HOW_TO_BEGIN = (
    "Bấm “Chọn sổ…” để mở sổ cụm, sổ tổng hợp hoặc phiếu; hoặc bấm “Tạo sổ” để bắt đầu một năm mới."
)
LOOKING = "Đang đọc sổ…"
CHOOSE_BOOK, RECENT, OPEN_BOOK, OPEN_FOLDER = "Chọn sổ…", "Sổ gần đây", "Mở sổ", "Mở thư mục"
LOOK_AGAIN, SHORTCUT = "Đọc lại", "Đặt lối tắt"
CANCEL, COPY, COPIED = "Dừng", "Chép kết quả", "Đã chép kết quả; dán vào nơi cần bằng Ctrl+V."
RESULT = "Kết quả"
NO_NEXT = "Chọn việc cần làm ở bên trái."
NEXT = "VIỆC TIẾP THEO"
DO_NEXT = "Làm việc này"
BOOKS = "Sổ hoặc phiếu Excel"
TABLES = "Bảng Excel, Word"
ALL_FILES = "Mọi tệp"
YES, NO, OK = "Đồng ý", "Thôi", "Được"
KEYS = "Ctrl+O chọn sổ · F5 đọc lại · Alt+1…7 tới nhóm nút · Tab, Enter chọn và bấm · Esc dừng · F1 hướng dẫn"

IN_EXCEL_ALONE = "Việc này chỉ làm được bằng nút trong Excel."
CHOOSE_FIRST = "Chọn sổ trước rồi bấm nút này."
NOT_OURS = "Tệp này không phải sổ cụm, sổ tổng hợp hay phiếu do chương trình tạo ra."
A_FORM = "Phiếu của một đơn vị hoặc người chấm"
_OF_KIND = {
    "cluster": "Sổ đang chọn là sổ cụm; nút này dành cho tệp khác.",
    "office": "Sổ đang chọn là sổ tổng hợp; nút này dành cho sổ cụm hoặc phiếu.",
    "scorecard": "Tệp đang chọn là phiếu; nút này dành cho sổ.",
}
KINDS = {
    "none": "",
    "cluster": "Sổ cụm",
    "office": "Sổ tổng hợp",
    "scorecard": "Phiếu",
}

SENT, MISSING, WAITING, ERRORS = "đã nộp", "chưa nộp", "tệp chờ quyết định", "lỗi"
CLUSTERS, BOOKS_RECEIVED = "cụm", "sổ đã nhận"

DONE = "Xong"
NEEDS_A_PERSON = "Xong, còn việc cần người xử lý"
COULD_NOT_RUN = "Không chạy được"
STOPPED = "Đã dừng"
STOPPED_SAID = "Đã dừng theo yêu cầu; tệp nào đã ghi xong thì còn nguyên vẹn, không tệp nào ghi dở."
RUNNING = "Đang làm"

CELL_ASKED = "Giải thích ô nào? Ghi tên trang và ô, ví dụ: Xếp hạng!F11"
REASON_ASKED = "Vì sao mở lại sổ đã chốt? Lý do được ghi vào Nhật ký."
PAPERS_ASKED = "Chọn các văn bản cần xuất"
VERSION_ASKED = "Về bản nào của sổ? Bản mới nhất đứng đầu."
NO_VERSIONS = "Sổ này chưa có bản trước nào trong thư mục luu."
UNDO_ASKED = "Đưa sổ về bản đã chọn? Bản đang dùng cũng được giữ trong thư mục luu."
MESSAGE_COPIED = "Đã chép tin cho cả nhóm; dán bằng Ctrl+V. Tin riêng của từng đơn vị ở bên dưới."
PLACE = "Làm ở trang {place} của sổ (nút Mở sổ)."
TEMPLATE_ASKED = "Sổ mới bắt đầu với bảng tiêu chí nào? Bảng mẫu là để sửa thành của cụm."
BOOK_ASKED = "Chọn sổ"
WHICH_BOOK = "Nhận phiếu vào sổ nào?"
ANOTHER_BOOK = "Sổ khác…"
HOST_ASKED = "Máy chủ hộp thư của cụm, ví dụ: imap.trieuson.gov.vn"
USER_ASKED = "Tên hộp thư, ví dụ: cum1@trieuson.gov.vn"
PASSWORD_ASKED = (
    "Mật khẩu của hộp thư (chỉ dùng cho lần này, không ghi lại). "
    "Để trống nếu đã cất trong kho mật khẩu của máy."
)
WRITE_IMPORTED = "Ghi những gì đã hiểu vào sổ?"
APPEND, REPLACE = "Ghi nối xuống dưới", "Thay các dòng đã có"
LEAVE = "Không ghi"
READ_FROM_DISK = "Sổ đang mở ở chương trình khác: kết quả dưới đây theo bản đã lưu trên đĩa."
ON_THE_OPEN_ONE, TRY_AGAIN = "Làm trên sổ đang mở trong Excel", "Đã đóng sổ, làm tiếp"
CLOSE_ASKED = "Một việc đang chạy; đóng cửa sổ thì việc ấy dừng. Đóng?"
SEE_SHEET = "Xem ở trang {sheet} của sổ (nút Mở sổ)."
ENDED_ODDLY = "Chương trình dừng bất thường (mã {code}); sổ trên đĩa còn nguyên. Chi tiết: {log}."
BROKEN = "Cửa sổ gặp lỗi ngoài dự kiến ({name}); sổ không thay đổi. Chi tiết: {log}."
NO_TK = "Python này không có Tcl/Tk (tkinter) nên không mở được cửa sổ; cài python3-tk, hoặc Python từ python.org."
NO_DISPLAY = "Không mở được cửa sổ ({why}). Mở từ màn hình của máy, hoặc dùng các lệnh thidua-xl khác."


def titled(name: str, period: str) -> str:
    """Whose book of which year."""
    return f"{name or 'Sổ cụm chưa có tên'} – {period}"


def not_for(kind: str) -> str:
    """That a button is for other books than the chosen one."""
    return _OF_KIND[kind]


def is_open_asked(name: str, lock: str, *, excel: bool) -> str:
    """That the book is open in another program, and what can be done."""
    ways = "Làm ngay trên sổ đang mở, hoặc đóng" if excel else "Đóng"
    return (
        f"Sổ {name} đang mở ở chương trình khác (có {lock}). {ways} sổ ấy rồi bấm “{TRY_AGAIN}”. Nếu chắc chắn không "
        f"ai đang mở (máy vừa mất điện, Excel vừa treo), xóa tệp {lock} cạnh sổ rồi làm tiếp."
    )


def dropped_asked(names: str, book: str) -> str:
    """Whether what was dropped is taken into the chosen book."""
    return f"Nhận {names} vào sổ {book}?"


def more_files(count: int) -> str:
    """How many files, where there is no room for their names."""
    return f"{count} tệp, thư mục"
