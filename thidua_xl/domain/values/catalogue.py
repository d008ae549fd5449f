"""Every finding there is: how grave it is, its sentence, what to do about it. Texts of findings stand here alone."""

from enum import Enum, StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Mức: an error must be fixed, a warning is decided by a person, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def shown(self) -> str:
        """The word a clerk reads."""
        return {"error": "Lỗi", "warning": "Cảnh báo", "note": "Lưu ý"}[self.value]


class Entry(NamedTuple):
    """A catalogue entry: severity and the two templates."""

    severity: Severity
    message: str
    action: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


EARLIER_NAMES = {"CHOICE_UNKNOWN": "VALUE_UNKNOWN", "VOTE_UNASKED": "VOTE_NOT_ASKED"}
"""What earlier versions wrote into a book for a code of today."""


class Code(Enum):
    """Mã lỗi: stable names; the value is the catalogue entry."""

    # --- the file -------------------------------------------------------------------------
    FILE_EMPTY = Entry(_E, "Tệp {file} rỗng (0 byte).", "Đề nghị đơn vị gửi lại tệp.")
    FILE_NOT_XLSX = Entry(
        _E,
        "Tệp {file} không phải sổ Excel .xlsx ({detail}).",
        "Đề nghị đơn vị gửi phiếu Excel (nếu là sổ tính, mở bằng Excel, chọn Lưu thành loại .xlsx), hoặc nhập "
        "tay ở trang Thống nhất điểm.",
    )
    FILE_ENCRYPTED = Entry(
        _E, "Tệp {file} đặt mật khẩu nên không đọc được.", "Bỏ mật khẩu mở tệp rồi gửi lại."
    )
    FILE_DAMAGED = Entry(
        _E,
        "Tệp {file} hỏng, không đọc được ({detail}).",
        "Đề nghị đơn vị mở tệp, lưu lại rồi gửi lại.",
    )
    FILE_NOT_OPENED = Entry(
        _E,
        "Chưa đọc được tệp {file} ({detail}).",
        "Đóng tệp nếu đang mở ở chương trình khác, xem lại quyền đọc tệp rồi nhận lại; không phải lỗi của đơn vị.",
    )
    FILE_TOO_LARGE = Entry(
        _E,
        "Tệp {file} lớn quá mức của một phiếu ({detail}).",
        "Dùng đúng phiếu đã phát, không dán bảng khác vào phiếu; ảnh và tài liệu nặng thì gửi riêng.",
    )
    FILE_UNSAFE = Entry(
        _E,
        "Tệp {file} có cấu trúc bất thường, không an toàn để mở ({detail}).",
        "Không mở tệp này; đề nghị đơn vị nhập lại vào phiếu đã phát và gửi lại.",
    )
    FILE_HAS_MACROS = Entry(
        _W,
        "Tệp {file} có macro; phiếu phát ra không có. Chương trình không chạy macro, chỉ đọc điểm.",
        "Không mở tệp này bằng Excel khi chưa rõ người gửi; hỏi lại đơn vị.",
    )
    FILE_HAS_LINKS = Entry(
        _N,
        "Tệp {file} có liên kết hoặc đối tượng ngoài phiếu; chương trình không mở chúng, chỉ đọc điểm.",
        "Không cần làm gì; khi mở bằng Excel thì không chọn cập nhật liên kết.",
    )
    FILE_HAS_PICTURES = Entry(
        _N,
        "Tệp {file} có ảnh dán kèm; chương trình không mở ảnh, chỉ đọc điểm.",
        "Cần xem ảnh thì mở bản gốc của tệp, lưu trong thư mục <tên sổ>.goc cạnh sổ sau khi nhận.",
    )
    FILE_IS_LINK = Entry(
        _E,
        "Tệp {file} chỉ là đường dẫn ({detail}), không phải tệp phiếu.",
        "Mở đường dẫn, tải phiếu về dạng Microsoft Excel (.xlsx) rồi nhận lại; không mở được thì đề nghị đơn vị gửi "
        "chính tệp .xlsx. Đã có phiếu của đơn vị ấy hoặc không cần tới thì chọn Bỏ qua ở trang Tiếp nhận.",
    )
    FILE_UNFINISHED = Entry(
        _E,
        "Tệp {file} tải về chưa xong ({detail}).",
        "Tự tải lại tệp từ hộp thư hoặc trang tải rồi nhận lại; không phải lỗi của đơn vị.",
    )
    ARCHIVE_NOT_READ = Entry(
        _E,
        "Tệp {file} là tệp nén {detail}, máy này chưa có chương trình mở được loại ấy.",
        "Giải nén ra một thư mục rồi nhận lại thư mục ấy; hoặc cài 7-Zip rồi nhận lại. Không phải lỗi của đơn vị.",
    )
    ARCHIVE_TOO_DEEP = Entry(
        _E,
        "Tệp {file}: các tệp nén, thư lồng trong nhau quá nhiều lớp ({detail}), bên trong chưa được nhận.",
        "Giải nén ra một thư mục rồi nhận lại thư mục ấy. Không phải lỗi của đơn vị.",
    )
    FORM_IN_DOCUMENT = Entry(
        _W,
        "Tệp {file} là văn bản có nhúng phiếu Excel ({detail}); phiếu trong văn bản không được nhận.",
        "Mở văn bản, bấm đúp vào bảng, lưu riêng thành .xlsx rồi nhận lại; hoặc đề nghị đơn vị gửi chính tệp .xlsx.",
    )
    NOT_TAKEN_YET = Entry(
        _E,
        "Tệp {file} nay mở được, nhưng những gì ở bên trong chưa được nhận.",
        "Nhận lại chính tệp này từ thư mục hoặc hộp thư.",
    )
    ARCHIVE_IN_PARTS = Entry(
        _E,
        "Tệp {file} chỉ là một phần của tệp nén chia nhiều phần ({detail}).",
        "Để đủ các phần vào một thư mục, giải nén từ phần đầu rồi nhận lại; thiếu phần thì đề nghị đơn vị gửi đủ.",
    )
    FILE_DUPLICATE = Entry(_N, "Tệp {file} trùng từng byte với tệp đã nhận {other}.", "Không cần làm gì.")
    # --- letters --------------------------------------------------------------------------
    MAIL_DAMAGED = Entry(
        _E,
        "Thư {file} không đọc được trọn vẹn ({detail}); phần ấy chưa được nhận.",
        "Tải lại thư từ hộp thư, hoặc lưu tệp đính kèm ra thư mục rồi nhận lại; nếu vẫn hỏng thì đề nghị gửi lại.",
    )
    MAIL_WITHOUT_FORM = Entry(
        _W,
        "Thư {file} ({value}) không có phiếu Excel nào.",
        "Đề nghị người gửi gửi phiếu .xlsx (không gửi đường dẫn); nếu chỉ có bản giấy, ảnh hay PDF thì nhập điểm ở "
        "trang Thống nhất điểm.",
    )
    MAIL_HAS_LINK = Entry(
        _W,
        "Thư {file} ({value}) không kèm phiếu mà có đường dẫn tới {detail}.",
        "Mở đường dẫn trong thư, tải phiếu về dạng .xlsx rồi nhận lại; không mở được thì đề nghị người gửi đính kèm "
        "chính tệp .xlsx.",
    )
    MAIL_WRAPPED = Entry(
        _E,
        "Tệp {file} là gói thư ({detail}); không lấy được phiếu ở bên trong.",
        "Đề nghị người gửi gửi lại phiếu .xlsx dạng tệp đính kèm thường (trong Outlook chọn định dạng thư HTML, không "
        "chọn Rich Text; không mã hóa thư, không đặt mật khẩu).",
    )
    MAIL_UNSENT = Entry(
        _W,
        "Tệp {file}: thư nháp của chính mình, chưa gửi – không nhận phiếu trong thư ấy ({detail}).",
        "Để thư mục trả phiếu ngoài hộp thư; thư còn cần gửi thì mở ra gửi. Nếu đơn vị đã sửa phiếu ngay trong thư này "
        "thì lưu tệp đính kèm ra thư mục rồi nhận lại.",
    )
    MSG_NOT_READ = Entry(
        _E,
        "Tệp {file} là thư Outlook (.msg), máy này chưa cài phần đọc loại thư ấy.",
        "Mở thư bằng Outlook, lưu tệp đính kèm ra thư mục rồi nhận lại; hoặc cài thêm: pip install thidua_xl[msg].",
    )
    # --- whose form it is -----------------------------------------------------------------
    NOT_A_SCORECARD = Entry(
        _E, "Tệp {file} không phải phiếu tự chấm do chương trình phát hành.", "Gửi đúng phiếu đã phát."
    )
    WRONG_SCHEMA = Entry(
        _E,
        "Tệp {file} là loại hoặc phiên bản khác: {value}.",
        "Gửi phiếu tự chấm do chương trình phát hành; nếu phiếu mới hơn chương trình thì cập nhật chương trình.",
    )
    WRONG_CLUSTER = Entry(
        _E,
        "Phiếu {file} thuộc cụm {value}, không phải cụm {expected}.",
        "Chuyển cho đúng Trưởng cụm, hoặc quyết định ở trang Tiếp nhận.",
    )
    WRONG_YEAR = Entry(
        _E,
        "Phiếu {file} là của năm {value}, sổ này của năm {expected}.",
        "Đề nghị đơn vị gửi phiếu đúng năm.",
    )
    UNKNOWN_UNIT = Entry(
        _E,
        "Phiếu {file} ghi mã đơn vị {value}, không có trong trang Đơn vị.",
        "Ghi mã đúng vào cột Gán cho mã đơn vị ở trang Tiếp nhận, hoặc chọn Bỏ qua.",
    )
    UNIT_VANISHED = Entry(
        _E,
        "Đơn vị {unit} không còn trong trang Đơn vị, nhưng sổ còn {what} của đơn vị ấy.",
        "Xóa nhầm thì ghi lại dòng {unit} ở trang Đơn vị rồi chạy Xếp hạng. Đổi mã thì ghi mã mới vào cột Gán cho mã "
        "đơn vị ở trang Tiếp nhận. Đúng là bỏ đơn vị thì chọn Bỏ qua cho các phiếu ấy và xóa các dòng đã nhập tay.",
    )
    UNIT_NAME_MOVED = Entry(
        _E,
        "Ô {cell}: đơn vị {unit} lần chạy trước tên là {old}, nay mang tên {value} của {other}; phiếu, điểm vẫn theo "
        "mã.",
        "Sắp xếp nhầm một cột thì ghi lại tên cho đúng mã ở trang Đơn vị. Đúng là {unit} đổi tên thì ghi {old} ở cột "
        "Đơn vị trước đây.",
    )
    UNIT_NAME_DIFFERS = Entry(
        _W,
        "Ô {cell}: phiếu ghi tên {value}, trang Đơn vị của sổ ghi {expected}.",
        "Xem có đúng là một đơn vị không; nếu không, chọn Bỏ qua ở trang Tiếp nhận.",
    )
    NAMES_ANOTHER_UNIT = Entry(
        _E,
        "Phiếu {file} phát cho {unit} ({expected}) nhưng ô {cell} ghi tên {value}, là tên của {other}.",
        "Hỏi hai đơn vị. Của {other} thì ghi {other} vào cột Gán cho mã đơn vị ở trang Tiếp nhận; của {unit} thì chọn "
        "Dùng file này; không của ai thì chọn Bỏ qua.",
    )
    NEVER_ISSUED = Entry(
        _E,
        "Phiếu {file} mang số phát hành {value} không có trong sổ.",
        "Kiểm tra nguồn phiếu rồi chọn Dùng file này hoặc Bỏ qua ở trang Tiếp nhận.",
    )
    OLD_CRITERIA = Entry(
        _E,
        "Phiếu {file} lập theo bộ tiêu chí cũ ({value}), sổ nay dùng bộ {expected}. {plan}",
        "Phát hành lại phiếu cho đơn vị, hoặc ở trang Tiếp nhận chọn Dùng file này để chuyển sang bộ nay.",
    )
    CRITERIA_CHANGED = Entry(
        _E,
        "Tiêu chí {criterion} đã đổi sau khi phát phiếu: {changes}. Theo bản cũ đã phát {issued} phiếu, đã nhận "
        "{received} phiếu.",
        "Đổi nhầm thì ghi lại như cũ. Đúng là đổi thì phát hành lại phiếu rồi nhận phiếu mới, hoặc chọn Dùng file này "
        "cho từng phiếu cũ ở trang Tiếp nhận để chuyển điểm sang bản nay.",
    )
    CARRIED_OVER = Entry(
        _N,
        "Phiếu {file} lập theo bộ tiêu chí cũ, đã chuyển sang bộ nay: {value}.",
        "Xem các dòng khác của phiếu này để biết chỗ phải nhập lại.",
    )
    MEASURE_CHANGED = Entry(
        _W,
        "Ô {cell}: điểm {value} chấm theo tiêu chí {criterion} cũ ({old}); tiêu chí nay khác ({now}).",
        "Xem lại điểm này; cần thì đơn vị chấm lại hoặc nhập Điểm thống nhất kèm lý do.",
    )
    CRITERION_GONE = Entry(
        _W,
        "Ô {cell}: tiêu chí {criterion} (đơn vị chấm {value}) không còn trong bộ tiêu chí của sổ.",
        "Không phải làm gì nếu cụm đã bỏ tiêu chí này; nếu đổi mã thì nhập ở trang Thống nhất điểm.",
    )
    CRITERION_NEW = Entry(
        _E,
        "Tiêu chí {criterion} có sau khi phát phiếu {file}: đơn vị chưa chấm.",
        "Phát hành lại phiếu cho đơn vị, hoặc nhập Điểm thống nhất ở trang Thống nhất điểm.",
    )
    SENDER_DIFFERS = Entry(
        _W,
        "Phiếu {file} gửi từ địa chỉ {value}, trang {page} ghi {expected}.",
        "Hỏi {who} có đúng đã gửi phiếu này không; đúng thì ghi thêm địa chỉ ấy vào cột Email ở trang {page}, không "
        "đúng thì chọn Bỏ qua ở trang Tiếp nhận.",
    )
    TWO_FILES = Entry(
        _E,
        "Đơn vị {unit} có nhiều phiếu và không rõ phiếu nào mới hơn: {value}. Giờ đọc được: {times}.",
        "Ở trang Tiếp nhận chọn Dùng file này cho một phiếu, Bỏ qua cho các phiếu còn lại.",
    )
    TWO_CHOSEN = Entry(
        _E,
        "Đơn vị {unit}: đã chọn Dùng file này cho nhiều phiếu ({value}), mà chỉ một phiếu được dùng và không rõ phiếu "
        "nào mới hơn.",
        "Ở trang Tiếp nhận giữ Dùng file này ở một phiếu, đổi các phiếu còn lại thành Bỏ qua.",
    )
    CHOSEN_IS_OLDER = Entry(
        _W,
        "Phiếu {file} mới hơn {other}, nhưng {other} đang được dùng vì đã chọn Dùng file này.",
        "Muốn dùng phiếu mới thì chọn Dùng file này cho {file} ở trang Tiếp nhận; không thì chọn Bỏ qua cho {file} để "
        "hết nhắc.",
    )
    RETURNED_UNMENDED = Entry(
        _W,
        "Phiếu {file} là phiếu trả lại để sửa, chưa sửa ô nào so với {other}; không thay phiếu nào.",
        "Đơn vị gửi thì đề nghị đơn vị sửa rồi gửi lại; lấy từ thư mục trả phiếu thì để thư mục ấy ngoài hộp thư. Vẫn "
        "muốn dùng thì chọn Dùng file này ở trang Tiếp nhận.",
    )
    FORM_BLANK = Entry(
        _W,
        "Phiếu {file} chưa nhập gì nên không tính là đã nộp.",
        "Không cần làm gì nếu là phiếu vừa phát; đơn vị gửi thì đề nghị đơn vị gửi lại phiếu đã điền.",
    )
    FORM_WITHOUT_FIGURES = Entry(
        _E,
        "Phiếu {file} không có điểm, chỉ tiêu, kết quả hay dấu không được giao nào{shown} nên không tự thay {other}.",
        "Hỏi đơn vị; ở trang Tiếp nhận chọn Bỏ qua cho {file} để giữ phiếu có điểm, hoặc Dùng file này nếu đúng là "
        "phiếu thay.",
    )
    FORM_BLANK_SETTLED = Entry(
        _N,
        "Phiếu {file} chưa nhập gì nên không tính; {settled}.",
        "Không cần làm gì.",
    )
    FORM_NOT_NEEDED = Entry(
        _N,
        "Phiếu {file} không phải điền: Trưởng cụm chấm toàn bộ.",
        "Không cần làm gì, không phải gửi lại phiếu.",
    )
    DECISION_USELESS = Entry(
        _W,
        "Ô {cell}: đã chọn {value} cho {name}, nhưng {why}.",
        "Xóa lựa chọn ấy; cần phiếu của đơn vị thì đề nghị gửi lại, hoặc nhập điểm ở trang Thống nhất điểm.",
    )
    DECISION_NOT_FOLLOWED = Entry(
        _E,
        "Ô {cell}: quyết định về {name} ({shown}) ghi sau lần tính gần nhất, các bảng chưa tính theo.",
        "Chạy Tổng hợp hoặc Xếp hạng.",
    )
    OWN_LIST = Entry(
        _N,
        "Tệp {file} là danh sách trả phiếu của chính mình, không phải phiếu.",
        "Không cần làm gì; để thư mục trả phiếu ngoài hộp thư.",
    )
    OWN_TEXT = Entry(
        _N,
        "Tệp {file} là thư soạn sẵn của chính mình để dán vào hộp thư trên mạng, không phải phiếu.",
        "Không cần làm gì; để thư mục trả phiếu ngoài hộp thư.",
    )
    SHEET_MISSING = Entry(
        _E, "Tệp {file} thiếu trang {value}.", "Dùng lại phiếu hoặc sổ đã phát, không xóa trang."
    )
    SHEET_DOUBLE = Entry(
        _E, "Tệp {file} có hai trang cùng tên {value}.", "Giữ một trang, xóa trang thừa rồi gửi lại."
    )
    HEADER_MISSING = Entry(
        _E, "Trang {sheet} thiếu cột {value}.", "Khôi phục dòng tiêu đề cột như phiếu hoặc sổ đã phát."
    )
    VALIDATION_LOST = Entry(
        _N,
        "Quy tắc nhập của ô đã bị dán đè ở {cells}; điểm vẫn được kiểm tra như thường.",
        "So lại điểm ở các ô ấy với bản giấy; lần sau dán bằng Paste Values (chỉ dán giá trị).",
    )
    # --- rows of the form -----------------------------------------------------------------
    CRITERION_MISSING = Entry(
        _E, "Phiếu thiếu dòng tiêu chí {criterion}.", "Dùng lại phiếu đã phát, không xóa dòng."
    )
    CRITERION_UNKNOWN = Entry(
        _E,
        "Ô {cell}: mã {value} không có trong bộ tiêu chí.",
        "Xóa dòng tự thêm hoặc sửa lại mã như phiếu đã phát.",
    )
    ROW_LEFT_OUT = Entry(
        _W,
        "Ô {cell}: mã {value} không còn trong bộ tiêu chí của sổ; các ô {cells} của dòng này không nhận vào sổ.",
        "Tiêu chí đổi mã thì ghi mã mới ở cột Chuyển sang mã, trang Thay đổi tiêu chí; đã bỏ thì không phải làm gì.",
    )
    RENAME_INVALID = Entry(
        _E,
        "Ô {cell}: Chuyển sang mã “{value}” {why}.",
        "Ghi mã hiện có ở trang Tiêu chí mà tiêu chí {criterion} đã đổi thành, hoặc xóa ô này.",
    )
    TARGET_CHANGED = Entry(
        _W,
        "Ô {cell}: chỉ tiêu tiêu chí {criterion} trong phiếu là {value}, đầu năm là {old}{easier}.",
        "Ghi Chỉ tiêu thống nhất ở cùng dòng (hoặc chỉ Lý do nếu chấp nhận), hoặc trả phiếu cho đơn vị.",
    )
    STAGE_MISSING = Entry(
        _W,
        "Đơn vị {unit} chưa gửi phiếu {stage}{due}.",
        "Nhắc đơn vị; phiếu giấy thì gõ vào trang {sheet}.",
    )
    STAGE_EARLY = Entry(
        _N,
        "Phiếu {name} là phiếu tổng kết, nhận ngày {day}, trước hạn sơ kết {due}; vẫn được nhận.",
        "Không cần làm gì nếu đúng là phiếu cuối năm.",
    )
    STAGE_LATE = Entry(
        _N,
        "Phiếu {name} là phiếu {stage}, nhận ngày {day}, sau hạn {due}; vẫn được nhận vào trang {sheet}.",
        "Không cần làm gì.",
    )
    LATE_WITHOUT_NOTE = Entry(
        _E,
        "Ô {cell}: việc “{value}” trễ {days} ngày mà chưa ghi chú vì sao.",
        "Ghi Ngày xong nếu đã làm, hoặc ghi lý do ở Ghi chú, rồi chốt lại.",
    )
    CONSENT_LACKING = Entry(
        _E,
        "Ô {cell}: chưa ghi ý kiến đồng ý của cấp trên về ngày {name} {day} (HD 1302, II.4).",
        "Ghi Đồng ý ở trang Hội nghị khi đã có văn bản trả lời, rồi chốt lại.",
    )
    MINUTES_WITHOUT_NUMBER = Entry(
        _E,
        "Ô {cell}: {value} chưa có số.",
        "Ghi Số và Ngày của biên bản ở trang Văn bản, rồi chốt lại.",
    )
    TARGET_BELOW_COMMON = Entry(
        _W,
        "Ô {cell}: đơn vị {unit} đăng ký {value}, thấp hơn chỉ tiêu chung {common} (tiêu chí {criterion}).",
        "Trao đổi với đơn vị, rồi ghi Chỉ tiêu thống nhất đầu năm và Lý do ở cùng dòng.",
    )
    TARGET_NOT_REGISTERED = Entry(
        _W,
        "Phiếu {file} chưa đăng ký chỉ tiêu ở {count} tiêu chí: {value}.",
        "Hỏi đơn vị, hoặc ghi Chỉ tiêu thống nhất đầu năm ở trang Đăng ký; không giao thì để trống.",
    )
    TOO_MANY_ITEMS = Entry(
        _W,
        "Tệp {file}, trang {sheet} có {value} dòng; sổ chỉ nhận {limit} dòng đầu.",
        "Xem bản gốc; gộp các dòng rồi gửi lại nếu cần.",
    )
    TEXT_TOO_LONG = Entry(
        _W,
        "Ô {cell}: {value} dài {length} ký tự; sổ nhận {limit} ký tự đầu.",
        "Xem bản gốc để lấy phần còn lại.",
    )
    FAR_CELLS = Entry(
        _N,
        "Trang {sheet} có ghi ở rất xa bảng: {cells}; chương trình không đọc các ô ấy.",
        "Xem ô ấy trong bản gốc; là gõ nhầm thì không cần làm gì, là điểm thì đơn vị ghi vào bảng rồi gửi lại.",
    )
    NOTE_AMONG_CODES = Entry(
        _N,
        "Ô {cell}: cột mã có ghi thêm “{value}”; dòng này không phải tiêu chí, không có điểm nào được tính từ đây.",
        "Đọc ghi chú ấy; không cần sửa phiếu.",
    )
    OFF_CRITERIA = Entry(
        _W,
        "Ô {cell}: {value} ghi ở {where}, không phải dòng của tiêu chí nào nên không được tính.{likely}",
        "Hỏi đơn vị {value} là của tiêu chí nào. Ghi nhầm dòng thì đơn vị ghi vào dòng của tiêu chí ấy, xóa ô {cell}, "
        "gửi lại; chỉ là tổng hay ghi chú thì không cần làm gì.",
    )
    WORDS_OFF_CRITERIA = Entry(
        _N,
        "Ô {cell}: có ghi “{value}” ở {where}, không phải dòng của tiêu chí nào nên sổ không giữ.",
        "Đọc lời ghi ấy; cần cho một tiêu chí thì đơn vị ghi vào dòng của tiêu chí ấy rồi gửi lại.",
    )
    CELL_COMMENTS = Entry(
        _N,
        "Trang {sheet} có ghi chú (Comment, Note) ở {value}; chương trình chỉ đọc số và chữ trong ô.",
        "Đọc các ghi chú ấy; ghi chú nêu điểm, số liệu khác với ô thì hỏi đơn vị.",
    )
    TEXT_BOXES = Entry(
        _W,
        "Trang {sheet} có hộp chữ ở {value}; chương trình chỉ đọc số và chữ trong ô.",
        "Đọc hộp chữ ấy; là điểm, số liệu thì đơn vị ghi vào ô, xóa hộp chữ rồi gửi lại.",
    )
    TEXT_NOT_READ = Entry(
        _W,
        "Ô {cell}: {what} {how} nên không đọc được (ảnh đặt trong ô cũng vậy).",
        "Mở bản gốc của tệp, lưu trong thư mục <tên sổ>.goc cạnh sổ, để xem ô ấy; không thấy gì thì hỏi đơn vị.",
    )
    WORDS_BESIDE_TABLE = Entry(
        _N,
        "Trang {sheet} có ghi ngoài các cột của phiếu ({value}); không điểm nào được tính từ đó, sổ cũng không giữ.",
        "Đọc trong bản gốc của tệp; là điểm, số liệu hay minh chứng thì đơn vị ghi vào cột của phiếu rồi gửi lại.",
    )
    WORDS_BESIDE_BOXES = Entry(
        _W,
        "Trang {sheet} có ghi ngoài các ô dành cho đơn vị ({value}); sổ không giữ lời ghi ấy.",
        "Đọc trong bản gốc của tệp; cần dùng thì đơn vị ghi vào ô dành cho mục ấy rồi gửi lại.",
    )
    OTHER_SHEETS = Entry(
        _N,
        "Phiếu {file} có trang không phải của mẫu đã phát: {value}; chương trình không đọc trang ấy.",
        "Xem trang ấy trong bản gốc, lưu trong thư mục <tên sổ>.goc cạnh sổ sau khi nhận.",
    )
    SHEET_HIDDEN = Entry(
        _W,
        "Trang {sheet} của phiếu {file} đang ẩn; số liệu ở trang ấy vẫn được tính.",
        "Bỏ ẩn trang (Unhide), xem lại số liệu có đúng ý đơn vị không.",
    )
    COPY_DIFFERS = Entry(
        _W,
        "Phiếu {file} có trang {value} chép từ trang {sheet} mà ghi số khác ({differences}). Chỉ trang {sheet} được "
        "tính.",
        "Hỏi đơn vị trang nào đúng. Nếu là trang {value} thì đơn vị ghi số ấy vào trang {sheet}, xóa trang kia, gửi "
        "lại; nếu là trang {sheet} thì không cần làm gì.",
    )
    COLUMN_DIFFERS = Entry(
        _W,
        "Trang {sheet}: cột {value} có hai lần và ghi số khác nhau ({differences}). Chỉ cột đứng trước được tính.",
        "Hỏi nơi gửi cột nào đúng. Nếu là cột đứng sau thì nơi gửi ghi số ấy vào cột đứng trước, xóa cột kia, gửi lại; "
        "nếu là cột đứng trước thì không cần làm gì.",
    )
    COLUMN_DOUBLE = Entry(
        _W,
        "Ô {cell}: cột {value} đứng lần thứ hai trên trang {sheet} và ghi khác ({differences}). Chỉ cột đứng trước "
        "được tính.",
        "Ghi giá trị đúng vào cột đứng trước rồi xóa cột đứng sau.",
    )
    CRITERION_DOUBLE = Entry(
        _E, "Ô {cell}: tiêu chí {value} xuất hiện hai lần.", "Giữ một dòng cho mỗi tiêu chí."
    )
    CODE_NOT_TEXT = Entry(
        _E,
        "Ô {cell}: mã {value} bị Excel đổi thành số hoặc ngày.",
        "Định dạng ô là Văn bản (Text) rồi nhập lại mã.",
    )
    MAXIMUM_CHANGED = Entry(
        _W,
        "Ô {cell}: điểm tối đa trong phiếu là {value}, sổ quy định {limit}.",
        "Chương trình chấm theo sổ; xem đơn vị có hiểu sai tiêu chí không.",
    )
    UNIT_OF_MEASURE_CHANGED = Entry(
        _W,
        "Ô {cell}: đơn vị tính của tiêu chí {criterion} trong phiếu là “{value}”, trong sổ là “{expected}”.",
        "Hỏi đơn vị chỉ tiêu, kết quả ghi theo đơn vị tính nào; chương trình coi là “{expected}”.",
    )
    WORDING_CHANGED = Entry(
        _N, "Ô {cell}: nội dung tiêu chí {criterion} khác với sổ.", "Chương trình dùng nội dung của sổ."
    )
    FORMULA_OVERWRITTEN = Entry(
        _N,
        "Ô {cell}: công thức của phiếu bị thay bằng giá trị {value}.",
        "Không cần sửa: chương trình tự tính lại, không lấy giá trị ô này.",
    )
    READERS_DISAGREE = Entry(
        _E,
        "Ô {cell}: hai cách đọc độc lập cho hai giá trị khác nhau ({value} và {other}) nên ô này không được dùng.",
        "Mở phiếu bằng Excel, nhập lại giá trị vào ô {cell}, lưu lại rồi gửi.",
    )
    # --- what a cell shows ----------------------------------------------------------------
    SHOWN_OTHERWISE = Entry(
        _E,
        "Ô {cell} {shown} nhưng giữ {value}{how}; không rõ số nào đúng nên ô này chưa được tính.",
        "Đặt định dạng General cho ô {cell}{unlock} rồi gõ lại số đúng{copied}.",
    )
    SHOWN_ROUNDED = Entry(
        _W,
        "Ô {cell} hiện {shown} nhưng giữ {value}; chương trình tính theo {value}.",
        "Nếu số đúng là {shown} thì gõ lại {shown} vào ô {cell}.",
    )
    PERCENT_READ = Entry(
        _N,
        "Ô {cell} hiện {shown} (ô giữ {value}); đơn vị tính là % nên chương trình đọc là {number}.",
        "Không cần sửa nếu đúng là {number} %.",
    )
    TEXT_NOT_PLAIN = Entry(
        _E,
        "Ô {cell}: “{value}” {how} nên không rõ còn đúng hay không; ô này chưa được tính.",
        "Bỏ gạch ngang, nâng, hạ chữ ở ô {cell} (Ctrl+1, thẻ Font){unlock} rồi nhập lại cả ô; rút lại thì xóa ô "
        "(phím Delete){copied}.",
    )
    CELL_COVERED = Entry(
        _E,
        "Ô {cell} giữ {value} nhưng khuất dưới ô gộp {visible} nên không ai thấy; ô này chưa được tính.",
        "Bỏ gộp ô (Unmerge) ở {visible} nếu còn gộp{unlock}, xem lại từng ô rồi nhập giá trị đúng vào ô {cell}.",
    )
    BLANK_COVERED = Entry(
        _E,
        "Ô {cell} trống vì bị gộp vào ô {visible}: giá trị ở {visible} chỉ tính cho dòng của ô ấy, không rõ {cell} có "
        "cùng giá trị hay không; ô này chưa được tính.",
        "Bỏ gộp ô (Unmerge) ở {visible} nếu còn gộp, nhập giá trị riêng vào ô {cell}; đúng là để trống thì xóa "
        "ô {cell} (phím Delete).",
    )
    CELL_MERGED = Entry(
        _W,
        "Ô {cell} bị gộp vào ô {visible}: điểm ở {visible} chỉ tính cho tiêu chí của dòng ấy, không cho {criterion}.",
        "Bỏ gộp ô (Unmerge) ở {visible}{unlock}, nhập điểm riêng từng tiêu chí.",
    )
    HIDDEN_CELLS = Entry(
        _W,
        "Trang {sheet}: {cells} có số liệu nhưng nằm ở dòng hoặc cột đang ẩn; các ô ấy vẫn được tính.",
        "Bỏ ẩn dòng, cột (Unhide) rồi xem lại các ô ấy có đúng ý đơn vị không.",
    )
    # --- values ---------------------------------------------------------------------------
    SCORE_MISSING = Entry(
        _E,
        "Ô {cell}: tiêu chí {criterion} chưa có điểm tự chấm.",
        "Nhập điểm từ 0 đến {limit}; không có thì nhập 0.",
    )
    OVER_MAXIMUM = Entry(
        _E,
        "Ô {cell}: điểm {value} vượt điểm tối đa {limit} của tiêu chí {criterion}.",
        "Nhập điểm từ 0 đến {limit}.",
    )
    NEGATIVE = Entry(_E, "Ô {cell}: giá trị {value} là số âm (tiêu chí {criterion}).", "Nhập số không âm.")
    BELOW_LOWEST = Entry(
        _E,
        "Ô {cell}: điểm {value} thấp hơn mức thấp nhất {least} của tiêu chí {criterion}.",
        "Nhập điểm từ {least} đến {limit}.",
    )
    NOT_A_NUMBER = Entry(_E, "Ô {cell}: “{value}” không phải là số. {likely}", "Nhập một số, không kèm chữ.")
    NOT_A_COUNT = Entry(_E, "Ô {cell}: {value} {why}.", "Nhập một số nguyên không âm.")
    NUMBER_AS_TEXT = Entry(
        _N,
        "Ô {cell}: “{value}” là chữ chứ không phải số; chương trình đọc là {number}.",
        "Không cần sửa nếu đúng là {number}.",
    )
    AMBIGUOUS_NUMBER = Entry(
        _E,
        "Ô {cell}: “{value}” có thể hiểu là {number} hoặc {other}.",
        "Nhập lại thành số, không dùng dấu phân cách hàng nghìn.",
    )
    ERROR_VALUE = Entry(_E, "Ô {cell} báo lỗi {value}.", "Sửa công thức hoặc nhập số vào ô này.")
    FORMULA_WITHOUT_VALUE = Entry(
        _E,
        "Ô {cell} chứa công thức chưa được tính.",
        "Mở tệp bằng Excel rồi lưu lại (phiếu thì gửi lại), hoặc nhập thẳng giá trị vào ô.",
    )
    DATE_AS_NUMBER = Entry(
        _E, "Ô {cell}: {value} là ngày tháng, không phải số. {likely}", "Định dạng ô là Số rồi nhập lại."
    )
    BOOLEAN_AS_NUMBER = Entry(_E, "Ô {cell}: {value} là giá trị đúng/sai, không phải số.", "Nhập một số.")
    VALUE_UNKNOWN = Entry(
        _E, "Ô {cell}: “{value}” không phải một trong các giá trị {allowed}.", "Chọn một trong: {allowed}."
    )
    TOO_MANY_DECIMALS = Entry(
        _W,
        "Ô {cell}: {value} có nhiều hơn {limit} chữ số thập phân.",
        "Chương trình làm tròn thành {number}; sửa lại nếu không đúng ý.",
    )
    NO_MULTIPLE = Entry(
        _W,
        "Ô {cell}: {value} không phải là bội số của {limit} (mục Làm tròn đến ở trang Cụm).",
        "Chương trình làm tròn thành {number}; sửa lại nếu không đúng ý.",
    )
    INPUT_MISSING = Entry(
        _W,
        "Ô {cell}: tiêu chí {criterion} chấm theo “{method}” nhưng chưa có {what}.",
        "Nhập {what}.",
    )
    TARGET_ZERO = Entry(
        _W,
        "Ô {cell}: chỉ tiêu bằng 0 nên không tính được tỷ lệ của tiêu chí {criterion}.",
        "Xem lại chỉ tiêu; nếu không được giao thì đánh x vào cột Không được giao.",
    )
    WILD_RATIO = Entry(
        _W,
        "Ô {cell}: kết quả {value} gấp {ratio} lần chỉ tiêu {target}.",
        "Xem lại chỉ tiêu và kết quả có cùng đơn vị tính không.",
    )
    SCALE_DIFFERS = Entry(
        _W,
        "Ô {cell}: {value} lệch khoảng trăm lần so với {other}.",
        "Xem có nhập nhầm 0,95 thay cho 95 (hoặc ngược lại) không.",
    )
    PASS_FAIL_CONTRADICTS = Entry(
        _E,
        "Ô {cell}: điểm {value} không khớp với {result} (Đạt = {limit}, Không đạt = 0).",
        "Sửa điểm hoặc kết quả cho khớp.",
    )
    NOT_ASSIGNED_NOT_ALLOWED = Entry(
        _E,
        "Ô {cell}: tiêu chí {criterion} không cho phép ghi không được giao.",
        "Bỏ dấu ở cột Không được giao và nhập điểm (0 là điểm hợp lệ).",
    )
    NOT_ASSIGNED_WITH_SCORE = Entry(
        _E,
        "Ô {cell}: vừa ghi không được giao vừa có điểm {value} (tiêu chí {criterion}).",
        "Chỉ giữ một: dấu không được giao hoặc điểm.",
    )
    NOT_ASSIGNED_UNCONFIRMED = Entry(
        _W,
        "Đơn vị {unit} ghi không được giao tiêu chí {criterion}; Trưởng cụm chưa xác nhận.",
        "Chọn Có hoặc Không ở cột Không giao thống nhất, trang Thống nhất điểm.",
    )
    WITHOUT_TARGET_NO_RESULT = Entry(
        _E,
        "Đơn vị {unit} không được giao tiêu chí {criterion}, được so với đơn vị cao nhất, nhưng chưa có kết quả.",
        "Nhập Kết quả thống nhất của đơn vị (không làm được gì thì nhập 0), trang Thống nhất điểm.",
    )
    LATE_UNKNOWN = Entry(
        _E,
        "Chưa biết đơn vị {unit} nộp phiếu ngày nào ({why}) nên chưa tính được tiêu chí {criterion}.",
        "Nhập số {word} nộp chậm vào Kết quả thống nhất (đúng hạn thì nhập 0), trang Thống nhất điểm.",
    )
    LATE_AFTER_ONE_IN_TIME = Entry(
        _W,
        "Phiếu được dùng của đơn vị {unit} ({name}) đến chậm {value}, nhưng đơn vị đã gửi một phiếu đúng hạn "
        "({other}).",
        "Coi là đúng hạn thì nhập 0 vào Kết quả thống nhất của tiêu chí {criterion} và ghi Lý do.",
    )
    DIFFERS_FROM_RULE = Entry(
        _W,
        "Ô {cell}: điểm tự chấm {value}, tính theo cách chấm là {expected}.",
        "Xem lại chỉ tiêu, kết quả hoặc điểm; Trưởng cụm quyết định.",
    )
    SUGGESTION_TAKEN = Entry(
        _N,
        "Ô {cell}: đơn vị ghi “{value}”; điểm tự chấm của tiêu chí {criterion} là điểm gợi ý {number}, tính theo cách "
        "chấm.",
        "Không cần làm gì.",
    )
    SUGGESTION_MISSING = Entry(
        _E,
        "Ô {cell}: ghi “{value}” nhưng tiêu chí {criterion} {why}.",
        "Nhập số điểm vào ô này; “Đồng ý” chỉ dùng khi cột Điểm gợi ý cùng dòng có điểm.",
    )
    SUGGESTION_DIFFERS = Entry(
        _E,
        "Ô {cell}: ghi “{value}”, nhưng điểm gợi ý trên phiếu {shown}, còn tính theo cách chấm trong sổ là {expected}.",
        "Xem lại chỉ tiêu, kết quả rồi nhập số điểm vào ô này.",
    )
    SELF_SCORE_IGNORED = Entry(
        _N,
        "Ô {cell}: điểm {value} không được dùng vì tiêu chí {criterion} {why}.",
        "Không cần làm gì.",
    )
    IDENTITY_MISSING = Entry(
        _N,
        "Trang Đơn vị của phiếu chưa điền: {value}.",
        "Điền trước khi gửi; phiếu đã gửi thì hỏi đơn vị khi cần, điểm không bị ảnh hưởng.",
    )
    NO_EVIDENCE = Entry(
        _N, "Ô {cell}: tiêu chí {criterion} có kết quả nhưng chưa ghi minh chứng.", "Ghi số văn bản, báo cáo."
    )
    TOTAL_DIFFERS = Entry(
        _W,
        "Ô {cell}: tổng ghi trên phiếu là {value}, cộng các điểm đọc được là {expected}.",
        "Xem các ô điểm bị bỏ sót (chữ thay cho số) hoặc công thức tổng bị sửa.",
    )
    # --- settings, units, criteria --------------------------------------------------------
    SETTING_MISSING = Entry(_E, "Trang {sheet} chưa điền mục {value}.", "Điền mục này ở cột Giá trị.")
    NOTHING_LISTED = Entry(
        _E, "Trang {sheet} chưa có {what} nào.", "Điền trang {sheet}, mỗi {what} một dòng."
    )
    CODE_BREAKS_RULE = Entry(
        _E,
        "Ô {cell}: {name} “{value}” không đúng quy định về mã.",
        "Ghi mã ngắn viết liền (tối đa {limit} ký tự), chỉ gồm chữ, số và các dấu . - _; ví dụ {example}.",
    )
    SETTING_INVALID = Entry(
        _E, "Ô {cell}: mục {name} có giá trị {value} không hợp lệ; đang dùng {used}.", "Nhập {allowed}."
    )
    SETTING_UNKNOWN = Entry(
        _W,
        "Ô {cell}: trang {sheet} không có mục “{value}” nên giá trị ghi ở dòng này không được dùng.",
        "Ghi vào dòng của mục có sẵn (giữ đúng tên mục); dòng ghi chú riêng thì để ngoài bảng.",
    )
    EXAMPLE_TYPED_OVER = Entry(
        _E,
        "Ô {cell} trang {sheet}: “{value}” ghi vào dòng ví dụ, nằm trên dòng tiêu đề cột nên không được đọc.",
        "Ghi nội dung ấy vào một dòng vàng bên dưới tiêu đề cột, rồi xóa dòng ví dụ.",
    )
    GROUNDS_TO_CHECK = Entry(
        _N,
        "Ô {cell}: xem lại căn cứ, các dòng Căn cứ còn như chương trình ghi sẵn.",
        "Xem văn bản nào còn hiệu lực, thêm hướng dẫn, kế hoạch của cấp trên vào các dòng Căn cứ; đủ rồi thì không cần "
        "làm gì.",
    )
    TB_AFTER_HN = Entry(
        _E,
        "Ô {cell}: {name} {value} sau {other} {expected}.",
        "Sửa ngày ghi sai ở trang {sheet}.",
    )
    FORMS_AFTER_CONFERENCE = Entry(
        _W,
        "Ô {cell}: {name} {value} sau {other} {expected}: phiếu về sau buổi thống nhất điểm.",
        "Đặt {name} trước {other}, hoặc sửa ngày ghi sai ở trang {sheet}.",
    )
    DATE_LATE = Entry(
        _W,
        "Ô {cell}: {name} {value} muộn hơn hạn {due} ({source}).",
        "Cấp trên cho hạn khác thì sửa {setting}.",
    )
    DATE_UNUSUAL = Entry(
        _W,
        "Ô {cell}: {name} {value} {why}.",
        "Xem lại ngày này và mục Năm; nếu đúng thì không cần làm gì.",
    )
    DATE_AS_TEXT = Entry(
        _E,
        "Ô {cell}: {name} “{value}” là chữ, không phải ngày.",
        "Ghi lại thành ngày đủ ngày/tháng/năm: {likely}.",
    )
    SAME_OFFICE_HOLDER = Entry(
        _E,
        "Ô {cell}: Trưởng cụm và Phó Trưởng cụm{of} cùng là {value}.",
        "Ghi hai đơn vị khác nhau (HD 1302, II.3), hoặc để trống Phó Trưởng cụm.",
    )
    SETTING_CONFLICT = Entry(
        _E,
        "Ô {cell}: {name} ghi {value}, trang Cụm ghi {expected}; đang dùng trang Cụm.",
        "Sửa ô {cell}, hoặc mục {name} ở trang Cụm, cho hai chỗ giống nhau.",
    )
    UNIT_DOUBLE = Entry(
        _E, "Ô {cell}: mã đơn vị {value} xuất hiện hai lần.", "Mỗi đơn vị một mã riêng; đang dùng dòng đầu."
    )
    CRITERIA_CODE_DOUBLE = Entry(
        _E, "Ô {cell}: mã tiêu chí {value} xuất hiện hai lần.", "Đặt mã riêng; đang dùng dòng đầu."
    )
    CRITERIA_ORPHAN = Entry(
        _E, "Ô {cell}: tiêu chí {value} không có mục cha {expected}.", "Thêm dòng mục {expected} hoặc sửa mã."
    )
    SECTION_SUM_DIFFERS = Entry(
        _E,
        "Ô {cell}: mục {criterion} ghi {value} điểm, tính từ các tiêu chí và Tham số của mục là {expected}.",
        "Sửa điểm tối đa của mục hoặc của các tiêu chí; mục chỉ tính đến một mức thì ghi “trần …” ở Tham số của mục.",
    )
    RULE_UNKNOWN = Entry(
        _E, "Ô {cell}: {name} “{value}” không có trong danh sách.", "Chọn trong danh sách: {allowed}."
    )
    PARAMETER_INVALID = Entry(_E, "Ô {cell}: tham số “{value}” chưa đúng: {why}.", "Viết như mẫu: {example}.")
    GROUP_MIXED = Entry(
        _E,
        "Ô {cell}: mục {criterion} có cả dòng {kinds}, nên không rõ “{value}” tính cho dòng nào; đang cộng đủ.",
        "Tách các dòng khác loại sang một Mục riêng (ví dụ Điểm thưởng, Điểm trừ đứng ở mục cuối), hoặc xóa Tham số ở "
        "dòng Mục này.",
    )
    SCORER_UNKNOWN = Entry(
        _E,
        "Ô {cell}: Ai chấm “{value}” nêu {unknown} chưa có ở trang Người chấm; tiêu chí {criterion} chưa chấm được.",
        "Thêm mã ấy vào trang Người chấm, hoặc chọn: {allowed}; nhiều người thì nối bằng dấu +.",
    )
    SCORERS_INVALID = Entry(
        _E,
        "Ô {cell}: Ai chấm “{value}” chưa đúng: {why}; tiêu chí {criterion} chưa chấm được.",
        "Ghi Đơn vị, Trưởng cụm, Chấm chéo hoặc mã ở trang Người chấm: TC+NV; Đơn vị 30%+TC 70% (cộng đủ 100 %).",
    )
    WEIGHT_INVALID = Entry(
        _E,
        "Ô {cell}: trọng số “{value}” của người chấm {who} không phải số lớn hơn 0.",
        "Nhập một số lớn hơn 0, ví dụ 2; để trống là 1.",
    )
    SCORER_CODE_TAKEN = Entry(
        _E,
        "Ô {cell}: mã người chấm {value} trùng với {other}; dòng này không được dùng.",
        "Đặt mã khác cho người chấm, ví dụ TC, NV.",
    )
    SCORER_MISSING = Entry(
        _E,
        "Người chấm {who} còn thiếu {count} điểm: {what}.",
        "Nhập điểm ở trang Điểm người chấm, hoặc nhập Điểm thống nhất cho các ô ấy.",
    )
    SCORER_NOT_LISTED = Entry(
        _E,
        "Phiếu chấm {file} ghi người chấm {value}, không có ở trang Người chấm hoặc không còn chấm tiêu chí nào.",
        "Thêm mã ấy vào trang Người chấm và cột Ai chấm, trang Tiêu chí; hoặc chọn Bỏ qua ở trang Tiếp nhận.",
    )
    SCORER_FORM_BLANK = Entry(
        _N,
        "Phiếu chấm {file} của {scorer} chưa ghi điểm nào, không tính là đã nộp.",
        "Đề nghị người chấm điền các ô vàng rồi gửi lại.",
    )
    SCORER_TWO_FILES = Entry(
        _E,
        "Người chấm {scorer} có nhiều phiếu và không rõ phiếu nào mới hơn: {value}. Giờ đọc được: {times}.",
        "Ở trang Tiếp nhận chọn Dùng file này cho một phiếu, Bỏ qua cho các phiếu còn lại.",
    )
    SCORE_NOT_GIVEN = Entry(
        _E,
        "Ô {cell}: tiêu chí {criterion} chưa được chấm cho đơn vị {unit}.",
        "Nhập điểm vào ô ấy; không có điểm thì nhập 0.",
    )
    SCORER_ROW_MIXED = Entry(
        _E,
        "Ô {cell}: dòng ghi mã {value} nhưng cạnh đó là “{said}”, trong sổ mã {value} là “{expected}”; điểm {score} "
        "của dòng này không được lấy.",
        "Hỏi {scorer} chấm điểm ấy cho ai rồi gửi lại phiếu ghi đúng dòng; hoặc nhập Điểm thống nhất.",
    )
    SCORER_MAXIMUM_CHANGED = Entry(
        _E,
        "Ô {cell}: điểm tối đa trong phiếu là {value}, bộ tiêu chí quy định {limit}; điểm {score} của dòng này không "
        "được lấy.",
        "Hỏi {scorer} chấm theo mức nào rồi gửi lại phiếu ghi đúng điểm tối đa; hoặc nhập ở trang Điểm người chấm.",
    )
    SCORER_ROW_STRAY = Entry(
        _E,
        "Ô {cell}: điểm {value} của người chấm {scorer} không được lấy: {why}.",
        "Ghi điểm vào đúng dòng của phiếu đã phát hành rồi gửi lại; ghi nhầm thì xóa điểm ở dòng ấy.",
    )
    SCORE_TYPED_OVER = Entry(
        _W,
        "Ô {cell}: điểm của người chấm {who} cho đơn vị {unit}, tiêu chí {criterion} trong sổ là {typed}, phiếu chấm "
        "đã nhận ghi {other}; {used}.",
        "Đúng là phải sửa thì để nguyên; không thì ghi lại đúng như phiếu.",
    )
    SCORE_OF_NOBODY = Entry(
        _W,
        "Ô {cell}: điểm của người chấm {scorer} cho đơn vị {unit}, tiêu chí {criterion} không được dùng: theo trang "
        "Tiêu chí, Người chấm và Đơn vị thì người ấy không chấm ô này.",
        "Mã ghi sai thì sửa; không còn chấm thì xóa dòng này.",
    )
    SCORE_NOT_USED_YET = Entry(
        _W,
        "Ô {cell}: điểm của người chấm {scorer} cho đơn vị {unit}, tiêu chí {criterion} chưa được dùng: {why}.",
        "Sửa ở trang Người chấm, Tiêu chí; giữ nguyên dòng này, sửa xong thì điểm được dùng.",
    )
    SCORERS_TOO_FEW = Entry(
        _E,
        "Tiêu chí {criterion} chấm chéo: mỗi đơn vị chỉ có {count} đơn vị khác chấm, không bỏ được điểm cao nhất và "
        "thấp nhất (cần từ {limit} điểm).",
        "Ghi Không ở mục {name}, trang Cụm; hoặc nhập Điểm thống nhất.",
    )
    SCORERS_SPLIT = Entry(
        _E,
        "Đơn vị {unit}, tiêu chí {criterion}: người chấm không cùng ý kiến Đạt hay Không đạt ({given}).",
        "Cuộc họp quyết định: nhập Điểm thống nhất và ghi Lý do.",
    )
    SECTION_IGNORES = Entry(
        _E,
        "Ô {cell}: {name} “{value}” ghi ở dòng Mục {criterion} không có tác dụng.",
        "Xóa ở dòng Mục; cần thì ghi ở từng tiêu chí bên dưới.",
    )
    CAP_DIFFERS = Entry(
        _E,
        "Ô {cell}: trần {value} khác điểm tối đa {limit} của tiêu chí {criterion}.",
        "Ghi điểm tối đa bằng trần.",
    )
    CAP_NEVER_REACHED = Entry(
        _W,
        "Ô {cell}: trần {limit} của mục {criterion} không có tác dụng, các dòng trong mục tính nhiều nhất chỉ {most} "
        "điểm.",
        "Xem lại mức trần hoặc điểm tối đa của các dòng trong mục; không cần trần thì xóa.",
    )
    MAXIMUM_TOO_FINE = Entry(
        _E,
        "Ô {cell}: {what} của {of} là {value}, có nhiều hơn {limit} chữ số thập phân, nên không điểm nào ghi được "
        "đúng bằng mức ấy.",
        "Sửa {mend}, hoặc tăng Số chữ số thập phân (0–3) ở trang Cụm.",
    )
    CONSEQUENCE_TOO_FINE = Entry(
        _E,
        "Ô {cell}: hệ quả “{value}” trừ số điểm có nhiều hơn {limit} chữ số thập phân, nên tổng in ra sẽ khác tổng "
        "được xếp hạng; chưa áp dụng.",
        "Sửa số điểm trừ, hoặc tăng Số chữ số thập phân (0–3) ở trang Cụm.",
    )
    POINTS_ROUNDED = Entry(
        _W,
        "Ô {cell}: tiêu chí {criterion} ghi mức điểm {points}, nhưng điểm của sổ làm tròn thành {counted}.",
        "Sửa mức điểm, hoặc đổi Số chữ số thập phân, Làm tròn đến ở trang Cụm.",
    )
    BASIS_CONFLICT = Entry(
        _E,
        "Ô {cell}: tiêu chí {criterion} chọn Không tính vào điểm tối đa, nhưng sổ đang xếp theo Điểm.",
        "Chọn Xếp theo = Tỷ lệ % ở trang Cụm, hoặc đổi cách xử lý khi không được giao.",
    )
    NOTHING_TO_COMPARE = Entry(
        _E,
        "Ô {cell}: “{value}” cần kết quả bằng số, nhưng tiêu chí {criterion} chấm theo “{method}”.",
        "Chọn cách xử lý khác khi không được giao, hoặc đổi cách chấm.",
    )
    # --- conditions and violations --------------------------------------------------------
    CONDITION_VALUE = Entry(
        _E,
        "Ô {cell}: “{value}” chưa dùng được cho điều kiện {name}: {why}; điều kiện này chưa được xét.",
        "Ghi như mẫu: {example}.",
    )
    CONDITION_OPEN = Entry(
        _E,
        "Đơn vị {unit}: chưa xét được điều kiện “{value}” vì {why}; kết quả chỉ là tạm.",
        "Cần làm: {how}, rồi chạy Xếp hạng.",
    )
    CONDITION_HAS_POINTS = Entry(
        _E,
        "Ô {cell}: dòng Điều kiện {criterion} không có điểm, nhưng {name} ghi {value}.",
        "Xóa ô ấy: điều kiện chỉ ghi Đạt hoặc Không đạt ở cột Kết quả; dòng có điểm thì chọn Loại = Tiêu chí.",
    )
    ANSWER_MISSING = Entry(
        _E,
        "Ô {cell}: điều kiện {criterion} chưa trả lời Đạt hay Không đạt.",
        "Chọn Đạt hoặc Không đạt ở cột Kết quả; hoặc Trưởng cụm ghi ở cột Kết quả thống nhất.",
    )
    CLASS_UNKNOWN = Entry(
        _E,
        "Ô {cell}: hệ quả “{value}” chưa dùng được vì mục Xếp loại ở trang Cụm không có loại ấy.",
        "Ghi các loại ở mục Xếp loại, trang Cụm, hoặc chọn hệ quả khác.",
    )
    VIOLATION_UNDOCUMENTED = Entry(
        _W,
        "Ô {cell}: vi phạm “{name}” chưa ghi văn bản kết luận.",
        "Ghi số, ngày, cơ quan ban hành văn bản; chưa có kết luận thì xóa dòng này.",
    )
    PLACE_LEVEL = Entry(
        _E,
        "Hạng {value} khuyết, các đơn vị {units} cùng hạng {rank} nên chưa biết đơn vị nào lên thay.",
        "Hội nghị chọn một đơn vị: ghi {value} ở cột Hội nghị suy tôn, trang Suy tôn, kèm Lý do; nhập cả Đề nghị Cờ và "
        "Nhì, Ba của các đơn vị còn lại.",
    )
    AWARD_LEVEL = Entry(
        _E,
        "Hình thức {value} chỉ còn {left} chỉ tiêu mà các đơn vị {units} cùng hạng {rank}; từ hạng này trở xuống chưa "
        "đề nghị đơn vị nào.",
        "Hội nghị chọn: ghi hình thức (đơn vị không được thì ghi Không) ở cột Hình thức đề nghị, trang Suy tôn, kèm "
        "Lý do.",
    )
    REASON_MISSING = Entry(
        _E,
        "Ô {cell}: {what} của đơn vị {unit} đã đổi ({old} → {new}) nhưng chưa ghi lý do.",
        "Ghi lý do vào ô {cell}.",
    )
    RULE_CHANGED_SINCE = Entry(
        _E,
        "Ô {cell}: {value} đã đổi sau khi thông qua: {what}. Trang Giải thích ghi kết quả đổi theo của từng đơn vị.",
        "Đổi nhầm thì ghi lại như cũ. Hội nghị đã thông qua lại thì chuyển Giai đoạn về Đã gửi, bấm Xếp hạng, rồi "
        "chuyển sang Đã thông qua.",
    )
    ROW_ORPHANED = Entry(
        _W,
        "Ô {cell}: dòng có dữ liệu nhập tay nhưng {value} không còn trong sổ.",
        "Mã ghi sai thì sửa ô này; đơn vị, tiêu chí đã bỏ thì chuyển dữ liệu sang dòng đúng rồi xóa dòng này.",
    )
    FIGURE_WITHOUT_CODE = Entry(
        _W,
        "Ô {cell}: ghi {value} ở dòng không có {what} nên không tính cho đơn vị nào.",
        "Chuyển sang dòng đúng của bảng; số ghi riêng cho mình thì để ngoài các cột của bảng.",
    )
    ROW_OF_OTHER_GROUP = Entry(
        _W,
        "Ô {cell}: dòng có dữ liệu nhập tay nhưng tiêu chí {value} không dành cho nhóm của đơn vị {unit} nên không "
        "được tính.",
        "Sửa cột Nhóm ở trang Đơn vị hoặc Chỉ nhóm ở trang Tiêu chí; đúng là không áp dụng thì xóa dòng này.",
    )
    GROUP_UNKNOWN = Entry(
        _E,
        "Ô {cell}: {where} ghi nhóm {value} nhưng không đơn vị nào thuộc nhóm ấy.",
        "Sửa tên nhóm, hoặc ghi nhóm ấy ở cột Nhóm của trang Đơn vị{known}.",
    )
    GROUPS_APART = Entry(
        _E,
        "Ô {cell}: tiêu chí {criterion} chỉ dành cho nhóm {value} nhưng mục {section} chỉ dành cho nhóm {groups} nên "
        "không đơn vị nào có tiêu chí này.",
        "Sửa cột Chỉ nhóm của tiêu chí hoặc của mục.",
    )
    UNIT_WITHOUT_GROUP = Entry(
        _W,
        "Ô {cell}: đơn vị {unit} không ghi Nhóm nên chỉ có tiêu chí chung, trong khi có tiêu chí chỉ dành cho nhóm "
        "{value}.",
        "Ghi Nhóm của đơn vị nếu đơn vị thuộc một nhóm.",
    )
    GROUP_MAXIMA_DIFFER = Entry(
        _E,
        "Ô {cell}: điểm tối đa của các nhóm khác nhau ({value}) nhưng sổ đang xếp theo Điểm.",
        "Chọn Xếp theo = Tỷ lệ % ở trang Cụm, hoặc sửa Điểm tối đa, Chỉ nhóm để các nhóm có điểm tối đa bằng nhau.",
    )
    DECISION_WITHOUT_FILE = Entry(
        _W,
        "Ô {cell}: đơn vị {unit} chưa có phiếu nào nên “{value}” không có tác dụng.",
        "Xóa ô này; phiếu giấy thì nhập điểm ở trang Thống nhất điểm, đơn vị không xét thì ghi ở trang Đơn vị.",
    )
    OUTPUT_EDITED = Entry(
        _W,
        "Ô {cell}: dữ liệu do chương trình ghi đã bị sửa tay thành {value}{blank}; phiếu gốc là {expected}.",
        "Đã lấy lại theo phiếu gốc; muốn đổi thì nhập ở các cột thống nhất.",
    )
    AGREED_BEFORE_CHANGE = Entry(
        _W,
        "Ô {cell}: {what} {value} của đơn vị {unit}, tiêu chí {criterion} có trước khi số liệu nhận hoặc thang điểm "
        "đổi: {changes}.",
        "Xem lại; giữ hay sửa thì cũng ghi thêm Lý do hoặc Ngày ở dòng ấy để hết nhắc.",
    )
    # --- the seal and the originals -------------------------------------------------------
    SEAL_BROKEN = Entry(
        _E,
        "Sổ không còn như lúc niêm phong ({why}).",
        "So với bản giấy có mã niêm phong và với các bản trong thư mục luu; sửa có lý do thì mở lại sổ rồi chốt lại.",
    )
    ORIGINAL_LOST = Entry(
        _E,
        "Không thấy bản gốc của {file} (SHA-256 {value}) trong thư mục {folder}.",
        "Chép thư mục ấy về cạnh sổ, hoặc nhận lại đúng tệp này (collect).",
    )
    ORIGINAL_CHANGED = Entry(
        _E,
        "Bản gốc của {file} trong thư mục {folder} đã bị thay đổi: SHA-256 không còn là {value}.",
        "Lấy lại thư mục ấy từ bản sao lưu, hoặc nhận lại đúng tệp này (collect).",
    )
    RECEIVED_DIFFERS = Entry(
        _E,
        "Ô {cell}: {name} của đơn vị {unit} ghi {shown}, theo phiếu gốc là {expected}.",
        "Nhận phiếu lại (collect) để lấy theo phiếu gốc; muốn đổi điểm thì nhập ở các cột thống nhất.",
    )
    RESULT_DIFFERS = Entry(
        _E,
        "Ô {cell}: {name} của đơn vị {unit} ghi {shown}, tính lại là {expected}.",
        "Chạy lại Xếp hạng (rank); sổ đã chốt thì so với bản trong thư mục luu để biết ai sửa gì.",
    )
    PAPER_OUTDATED = Entry(
        _W,
        "Ô {cell}: {name} ({value}{number}, tệp {made}) mang số liệu khác sổ hiện nay.",
        "Xuất lại văn bản ấy (Xuất văn bản, documents); bản đã ký, đã gửi thì đính chính hoặc thay thế.",
    )
    # --- ranking and votes ----------------------------------------------------------------
    TIE_OPEN = Entry(
        _E,
        "Các đơn vị {value} {level} ở hạng {rank} ({total}){lacking}.",
        "Bỏ phiếu {how} và nhập kết quả vào trang Bỏ phiếu{after}.",
    )
    VOTE_ARITHMETIC = Entry(
        _E,
        "Ô {cell}: lần bỏ phiếu {round} cho {post} không khớp số phiếu: {why}.",
        "Đối chiếu biên bản kiểm phiếu và sửa các số ở trang {sheet}.",
    )
    VOTE_WITHOUT_UNIT = Entry(
        _E,
        "Ô {cell}: dòng bỏ phiếu này chưa ghi {what} nên không được tính.",
        "Ghi {what} của dòng, hoặc xóa dòng.",
    )
    VOTE_OF_ONE = Entry(
        _W,
        "Ô {cell}: lần bỏ phiếu {round} cho {post} chỉ có một đơn vị ({value}) nên không được tính: có dòng trống, hay "
        "số liệu chung khác nhau, giữa các đơn vị thì các dòng ấy là những lần bỏ phiếu khác nhau.",
        "Ghi đủ các đơn vị của lần bỏ phiếu ở các dòng liền nhau, số liệu chung ở dòng đầu.",
    )
    VOTE_STALE = Entry(
        _W,
        "Ô {cell}: lần bỏ phiếu {round} cho {post} giữa {value}{chosen} không khớp {other} "
        "hoặc đã có lần khác thay; không áp dụng.",
        "Giữ lại để lưu; {then}.",
    )
    VOTE_NOT_ASKED = Entry(
        _E,
        "Ô {cell}: lần bỏ phiếu {round} cho {post} chọn {value}, nhưng {why} nên kết quả ấy không được áp dụng; "
        "hạng {rank} vẫn là {others}.",
        "Hội nghị chọn {value} thì ghi ở trang Suy tôn (hạng, Đề nghị Cờ) kèm Lý do; cụm luôn bỏ phiếu thì chọn Luôn "
        "bỏ phiếu ở mục Bỏ phiếu suy tôn, trang Cụm; không thì xóa lần bỏ phiếu này ở trang Bỏ phiếu.",
    )
    VOTE_TIED = Entry(
        _E,
        "Ô {cell}: lần bỏ phiếu {round} cho {post} chưa chọn được đơn vị ({why}).",
        "Bỏ phiếu lần tiếp theo giữa {value}, hoặc ghi quyết định của hội nghị hay cấp trên kèm lý do.",
    )
    OFFICE_DOUBLE = Entry(
        _E,
        "Ô {cell}: {value} đã được bầu làm {first}, lần bỏ phiếu {round} lại chọn làm {office}; không áp dụng lần này.",
        "Một đơn vị không giữ cả hai chức (HD 1302, II.3): bỏ phiếu lại giữa các đơn vị khác, hoặc sửa mã đơn vị.",
    )
    OFFICE_WAITS = Entry(
        _E,
        "Ô {cell}: đã bỏ phiếu bầu {office} nhưng chưa bầu được {first}; chưa áp dụng lần này.",
        "Ghi kết quả bầu {first} ở trang {sheet} (số phiếu, hoặc Quyết định kèm Lý do) rồi bấm Xếp hạng.",
    )
    OFFICE_BARRED = Entry(
        _E,
        "Ô {cell}: đơn vị {unit} đứng trong lần bỏ phiếu {round} cho {post} mà năm nay không xét thi đua ({why}); "
        "chưa áp dụng lần này.",
        "HD 1302 không nói đơn vị ấy có được bầu hay không: hội nghị vẫn để đứng thì ghi Lý do ở dòng {unit}; không "
        "thì bỏ đơn vị ấy và bỏ phiếu lại.",
    )
    UNIT_MISSING = Entry(
        _E,
        "Đơn vị {unit} chưa có phiếu và chưa nhập điểm.",
        "Nhận phiếu, hoặc nhập điểm ở trang Thống nhất điểm.",
    )
    TOTAL_NEGATIVE = Entry(
        _W,
        "Tổng điểm của đơn vị {unit} là {value}, nhỏ hơn 0: điểm trừ nhiều hơn điểm đạt được.",
        "Xem lại các điểm trừ và trần của chúng ở trang Thống nhất điểm; đúng thì không cần làm gì.",
    )
    UNIT_INCOMPLETE = Entry(
        _E,
        "Đơn vị {unit} còn thiếu điểm của {count} tiêu chí: {value}.",
        "Tiêu chí đơn vị chấm: đề nghị đơn vị bổ sung hoặc nhập Điểm thống nhất. Tiêu chí Trưởng cụm chấm: "
        "nhập ở trang Thống nhất điểm.",
    )
    NOMINEE_BARRED = Entry(
        _E,
        "Đơn vị {unit} không được đề nghị Cờ ({value}); chưa có đơn vị được đề nghị.",
        "Hội nghị chọn đơn vị khác ở cột Đề nghị Cờ, trang Suy tôn, kèm Lý do; không đề nghị đơn vị nào thì ghi Không "
        "kèm Lý do ở dòng {unit}.",
    )
    NOMINEE_DOUBLE = Entry(
        _E,
        "Trang Suy tôn đề nghị Cờ cho nhiều đơn vị: {value}.",
        "Chỉ một đơn vị được đề nghị Cờ (HD 1302, III.3).",
    )
    NOMINEE_NOT_FIRST = Entry(
        _E,
        "Ô {cell}: theo điểm {first} hạng Nhất, nhưng {held}, mà cột Đề nghị Cờ chưa ghi Có cho đơn vị nào nên chưa có "
        "đơn vị được đề nghị Cờ.",
        "Ghi Có ở cột Đề nghị Cờ, trang Suy tôn, cho đơn vị mà hội nghị đề nghị, kèm Lý do; không đề nghị đơn vị nào "
        "thì ghi Không kèm Lý do ở dòng {open}.",
    )
    PLACE_DOUBLE = Entry(
        _E,
        "Ô {cell}: từ hai đơn vị cùng {value} mà không phải do bằng điểm: {units}.",
        "Mỗi hạng một đơn vị: ở cột Hội nghị suy tôn ghi hạng (hoặc Không) cho từng đơn vị bị đổi hạng, kèm Lý do.",
    )
    JOURNAL_EDITED = Entry(
        _W,
        "Ô {cell}: dòng Nhật ký này, hoặc một dòng trước nó, đã bị sửa hay xóa sau khi ghi (mã băm không khớp).",
        "So với các bản trước trong thư mục luu để biết ai sửa gì.",
    )
    SUBMISSION_EDITED = Entry(
        _E,
        "Trang Lần gửi: {why} sau khi chương trình ghi (mã băm không khớp).",
        "Ghi lại đúng như bản trước trong thư mục luu. Số đã gửi sai thì sửa điểm rồi ghi lần gửi Đính chính.",
    )
    CONSENT_MISSING = Entry(
        _W,
        "Ô {cell}: còn {left} ngày đến {name} {day} mà chưa ghi cấp trên đồng ý thời gian (HD 1302, II.4).",
        "Thống nhất với {member} rồi chọn Đồng ý ở ô {cell}, trang {sheet}.",
    )
    TIME_UNREADABLE = Entry(
        _E, "Ô {cell}: “{value}” không phải là giờ.", "Nhập giờ và phút, ví dụ 08:30 hoặc 8 giờ 30."
    )
    ENDS_BEFORE_START = Entry(
        _E,
        "Ô {cell}: {name} kết thúc lúc {value}, không sau giờ bắt đầu {expected}.",
        "Sửa giờ ghi sai ở trang {sheet}.",
    )
    PERSON_WITHOUT_GROUP = Entry(
        _E,
        "Ô {cell}: {person} chưa thuộc nhóm nào nên không có trong thành phần hội nghị.",
        "Chọn một trong: {allowed}.",
    )
    SUBSTITUTE_UNNAMED = Entry(
        _W,
        "Ô {cell}: {person} cử người thay mà Ghi chú chưa ghi là ai.",
        "Ghi họ tên, chức vụ người đi thay ở cột Ghi chú cùng dòng.",
    )
    ACTIVITIES_FEW = Entry(
        _N,
        "Trang {sheet}: cả năm ghi {value} hoạt động chung có ngày, trong đó {exchanges} lần giao lưu, học tập ở đơn "
        "vị bạn (HD 1302, II.2: từ 1 đến 2 đợt, hoặc trao đổi, học tập từ 1 đến 2 đơn vị).",
        "Hoạt động đã làm mà chưa ghi thì ghi thêm một dòng; không thì không cần làm gì.",
    )
    GB_OUTSIDE_WINDOW = Entry(
        _W,
        "Lần gửi {number} ({kind}) ngày {day}, {left}; phải gửi trước hội nghị {window} ngày (HD 1302, I.2.1; ô "
        "{cell}: hội nghị ngày {value}).",
        "Xem lại Ngày hội nghị tổng kết ở trang Cụm và lần gửi; đúng thì báo cấp trên lý do gửi sớm hay muộn.",
    )
    SENT_OUT_OF_TIME = Entry(
        _W,
        "Lần gửi {number} ({kind}) ngày {day}, {left}: hội nghị chưa họp (ô {cell}: hội nghị ngày {value}).",
        "Xem lại Ngày hội nghị tổng kết ở trang Cụm và lần gửi; đúng thì không cần làm gì.",
    )
    SENT_AFTER_CONFERENCE = Entry(
        _E,
        "Lần gửi {number} ghi là {kind} ngày {day}, sau ngày hội nghị {value} (ô {cell}).",
        "Hội nghị đã họp thì ghi lần gửi Sau hội nghị (submit --kind after); chưa họp thì sửa Ngày hội nghị tổng kết.",
    )
    PROCLAIMED_DIFFERS = Entry(
        _W,
        "Ô {cell}: đơn vị {unit}: hội nghị ghi {value}, theo điểm là {expected}. Lý do: {why}.",
        "Cấp trên sẽ thấy khác biệt này cùng lý do.",
    )
    PROCLAIMED_WITHOUT_REASON = Entry(
        _E,
        "Ô {cell}: đơn vị {unit}: hội nghị ghi {value}, theo điểm là {expected}, chưa ghi lý do.",
        "Ghi lý do ở trang Suy tôn.",
    )
    # --- the office book: what is typed in it ---------------------------------------------
    CLUSTER_DOUBLE = Entry(
        _E, "Ô {cell}: mã cụm {value} xuất hiện hai lần.", "Mỗi cụm một mã riêng; đang dùng dòng đầu."
    )
    CLUSTER_NOT_LISTED = Entry(
        _E,
        "Ô {cell}: mã cụm “{value}” không có trong trang Danh sách cụm.",
        "Sửa mã cụm ở ô này, hoặc thêm cụm vào trang Danh sách cụm.",
    )
    HEAD_NOT_IN_CLUSTER = Entry(
        _W,
        "Cụm {cluster}: Trưởng cụm, Phó Trưởng cụm “{value}” không phải mã đơn vị của cụm; sổ cụm để trống mục ấy.",
        "Ghi mã đơn vị của cụm ở trang Danh sách cụm, hoặc để cụm tự điền.",
    )
    UNIT_NOT_LISTED = Entry(
        _E,
        "Ô {cell}: mã đơn vị “{value}” không có trong trang Đơn vị.",
        "Sửa mã đơn vị ở ô này, hoặc thêm đơn vị vào trang Đơn vị.",
    )
    ROW_DOUBLE = Entry(
        _E, "Ô {cell}: {value} đã có ở dòng trên; dòng này không được dùng.", "Giữ một dòng, xóa dòng kia."
    )
    YEAR_UNREADABLE = Entry(
        _E,
        "Ô {cell}: “{value}” không phải là năm nên dòng này không được tính.",
        "Nhập năm có bốn chữ số, ví dụ 2026.",
    )
    DECISION_UNDATED = Entry(
        _W,
        "Ô {cell}: có quyết định {value} nhưng chưa ghi {name} nên trang Lịch chưa tính là đã phê duyệt.",
        "Ghi {name} cùng dòng.",
    )
    DATE_UNREADABLE = Entry(
        _E, "Ô {cell}: “{value}” không phải là ngày.", "Nhập ngày/tháng/năm, ví dụ 20/12/2026."
    )
    SUPERIOR_SCORE_INVALID = Entry(
        _E,
        "Ô {cell}: điểm cấp trên của đơn vị {unit} không dùng được: {why}.",
        "Nhập lại hai ô điểm của dòng này; muốn lấy điểm người chấm (nếu có) thì xóa cả hai ô rồi chạy lại.",
    )
    SUPERIOR_SCORE_DIFFERS = Entry(
        _W,
        "Ô {cell}: điểm cấp trên của đơn vị {unit} đã gõ là {typed}, người chấm chấm được {computed}; đang dùng điểm "
        "đã gõ.",
        "Đúng ý thì giữ nguyên; muốn lấy điểm người chấm thì xóa Tổng điểm, Điểm tối đa của dòng này rồi chạy lại.",
    )
    # --- cluster books that come in -------------------------------------------------------
    NOT_A_CLUSTER_BOOK = Entry(
        _W,
        "Tệp {file} không phải sổ cụm do chương trình tạo ra.",
        "Đề nghị cụm gửi đúng sổ cụm (SoCum_….xlsx); tệp khác thì bỏ ra ngoài thư mục.",
    )
    SCORER_FORM_OF_CLUSTER = Entry(
        _W,
        "Tệp {file} là phiếu chấm của cụm {value}: gửi Trưởng cụm.",
        "Chuyển tệp cho Trưởng cụm rồi bỏ ra ngoài thư mục, chọn Bỏ qua ở trang Sổ đã nhận.",
    )
    BOOK_NOT_READ = Entry(_E, "Không đọc được sổ cụm {file}: {why}", "Đề nghị cụm gửi lại sổ.")
    CLUSTER_UNKNOWN = Entry(
        _E,
        "Sổ {file} ghi mã cụm “{value}”, không có trong trang Danh sách cụm.",
        "Thêm cụm vào trang Danh sách cụm, hoặc chọn Bỏ qua ở trang Sổ đã nhận.",
    )
    BOOK_YEAR_DIFFERS = Entry(
        _E,
        "Sổ {file} là của năm {value}, sổ tổng hợp này của năm {expected}.",
        "Đề nghị cụm gửi sổ đúng năm.",
    )
    TWO_BOOKS = Entry(
        _E,
        "Cụm có nhiều sổ không rõ bản nào mới hơn: {value}.",
        "Hỏi cụm, rồi chọn Dùng file này ở trang Sổ đã nhận và chạy lại.",
    )
    BOOK_REPLACES = Entry(_N, "Sổ {file} thay cho {other} đã nhận trước.", "Không cần làm gì.")
    CHOSEN_BOOK_IS_OLDER = Entry(
        _W,
        "Sổ {other} mới hơn {file}, nhưng {file} đang được dùng vì đã chọn Dùng file này.",
        "Muốn dùng sổ mới thì xóa quyết định ấy ở trang Sổ đã nhận; không thì chọn Bỏ qua cho {other} để hết nhắc.",
    )
    CRITERIA_DIFFER = Entry(
        _W,
        "Bộ tiêu chí trong sổ của cụm khác bộ tiêu chí chung ở trang Tiêu chí: {value}.",
        "Hỏi cụm vì sao; cụm này không so sánh được với các cụm dùng bộ chung.",
    )
    JOURNAL_FORKED = Entry(
        _E,
        "Sổ {file} được dùng vì lưu sau, nhưng Nhật ký của nó không nối tiếp Nhật ký của {other}.",
        "Hỏi cụm bản nào đúng; nếu là bản kia thì chọn Dùng file này ở trang Sổ đã nhận.",
    )
    # --- a cluster book against what it must be -------------------------------------------
    UNIT_NOT_IN_BOOK = Entry(
        _E,
        "Đơn vị {unit} ({name}) thuộc cụm theo trang Đơn vị nhưng không có trong sổ của cụm.",
        "Hỏi cụm vì sao bỏ đơn vị; nếu cụm đúng thì sửa trang Đơn vị của sổ tổng hợp.",
    )
    UNIT_NOT_IN_CLUSTER = Entry(
        _E,
        "Sổ của cụm có đơn vị {unit} ({name}) không thuộc cụm theo trang Đơn vị.",
        "Hỏi cụm; nếu cụm đúng thì sửa trang Đơn vị của sổ tổng hợp.",
    )
    UNIT_NAMES_CROSSED = Entry(
        _E,
        "Sổ của cụm ghi {unit} là {value}, trang Đơn vị của sổ tổng hợp ghi {unit} là {expected}, {other} mới là "
        "{value}.",
        "Có nơi sắp xếp nhầm một cột: hỏi cụm xem điểm của {unit} là của đơn vị nào, sửa tên hay mã ở nơi sai.",
    )
    UNITS_NOT_GIVEN = Entry(
        _W,
        "Trang Đơn vị của sổ tổng hợp chưa có đơn vị nào của cụm nên không đối chiếu được.",
        "Ghi các đơn vị của cụm vào trang Đơn vị.",
    )
    CONFERENCE_DIFFERS = Entry(
        _W,
        "Ngày hội nghị: sổ của cụm ghi {value}, trang Danh sách cụm ghi {expected}.",
        "Hỏi cụm rồi sửa nơi ghi sai; số ngày gửi trước hội nghị tính theo trang Danh sách cụm.",
    )
    TIE_WITHOUT_VOTE = Entry(
        _E,
        "Các đơn vị {codes} bằng điểm ở hạng {rank}, chưa bỏ phiếu mà trang Suy tôn đã ghi {chosen}.",
        "Đề nghị cụm bỏ phiếu (HD 1302, III.3) hoặc ghi quyết định kèm lý do ở trang Bỏ phiếu.",
    )
    TIE_BY_DECISION = Entry(
        _W,
        "Các đơn vị {value} bằng điểm ở hạng {rank}; {winner} được chọn không qua bỏ phiếu ({by}). Lý do: {why}.",
        "Xem lý do có thỏa đáng không.",
    )
    SUBMISSION_DIFFERS = Entry(
        _W,
        "Đơn vị {unit}: lần gửi {number} ({day}) ghi {shown}, sổ nay tính được {expected}.",
        "Đề nghị cụm gửi bản đính chính (submit --kind correction) và nói lý do.",
    )
    ERRORS_LEFT = Entry(
        _W, "Sổ của cụm còn {count} lỗi khác chưa sửa.", "Đề nghị cụm mở trang Cần sửa của sổ và xử lý."
    )
    # --- the superior's checking and proposal ---------------------------------------------
    APPRAISAL_DIFFERS = Entry(
        _W,
        "Ô {cell}: điểm thẩm định đang ghi {value}, phiếu thẩm định {file} ghi {expected}; giữ số đang ghi.",
        "Sửa cho hai nơi giống nhau: xóa ô này rồi chạy lại để lấy theo phiếu, hoặc sửa phiếu.",
    )
    APPRAISAL_FORM_REFUSED = Entry(
        _E,
        "Tệp {file} không dùng được làm phiếu thẩm định: {why}.",
        "Sửa như đã nêu, hoặc chuyển tệp ra khỏi thư mục phiếu thẩm định, rồi chạy lại.",
    )
    APPRAISAL_OVER_MAXIMUM = Entry(
        _E,
        "Ô {cell}: điểm thẩm định {value} vượt điểm tối đa {limit} của tiêu chí {criterion}.",
        "Nhập điểm từ 0 đến {limit}.",
    )
    APPRAISAL_NOT_SCORED = Entry(
        _E,
        "Ô {cell}: có điểm thẩm định {value} ở dòng “{criterion}” mà sổ của cụm không có điểm.",
        "Xóa ô này; nếu tiêu chí cần có điểm thì đề nghị cụm bổ sung vào sổ.",
    )
    APPRAISAL_WITHOUT_REASON = Entry(
        _E,
        "Ô {cell}: tiêu chí {criterion} của đơn vị {unit}: điểm thẩm định {value} khác điểm của cụm {expected}, chưa "
        "ghi lý do.",
        "Ghi Lý do vào phiếu thẩm định rồi bấm lại Kiểm tra, thẩm định (appraise), hoặc ghi thẳng vào ô này.",
    )
    APPRAISAL_STALE = Entry(
        _W,
        "Ô {cell}: lúc thẩm định điểm của cụm là {value}, sổ cụm nay là {expected}.",
        "Xem lại kết quả thẩm định tiêu chí {criterion} của đơn vị {unit}.",
    )
    APPRAISAL_CHANGES_RANK = Entry(
        _W,
        "Đơn vị {unit}: theo điểm thẩm định tổng {shown} thành {expected}, hạng trong cụm {value}.",
        "Cân nhắc khi đề nghị tặng Cờ (HD 1302, III.4).",
    )
    WEIGHT_MISSING = Entry(
        _E,
        "Trang Cấp trên mới ghi một trong hai trọng số nên danh sách đề nghị chưa xếp thứ tự.",
        "Ghi đủ Trọng số của cụm và Trọng số của cấp trên, hoặc để trống cả hai.",
    )
    SUPERIOR_SCORE_MISSING = Entry(
        _E,
        "Đơn vị {unit} chưa có {what} nên danh sách đề nghị chưa xếp thứ tự.",
        "Bổ sung rồi chạy lại.",
    )
    TIE_AT_QUOTA = Entry(
        _E,
        "Các đơn vị {value} bằng nhau ({total}) ở chỗ hết chỉ tiêu {name} (còn {left}).",
        "Hội đồng quyết định, ghi Hình thức đề nghị và Lý do ở trang Đề nghị.",
    )
    AWARD_CONTRADICTS = Entry(
        _E,
        "Ô {cell}: đơn vị {unit} ghi hình thức {value} nhưng {name} là {flag}.",
        "Chỉ giữ một: sửa hoặc xóa ô Hình thức đề nghị, hoặc ô {name} ở cùng dòng.",
    )
    QUOTA_EXCEEDED = Entry(
        _E,
        "Trang {sheet} ghi {count} đơn vị cho {name}, chỉ tiêu là {limit}.",
        "Bớt đơn vị hoặc sửa chỉ tiêu.",
    )
    CLASS_EDGE = Entry(
        _E,
        "Các đơn vị {value} cùng hạng {rank}, nhưng loại {grade} chỉ còn chỗ cho {room} trong {count} đơn vị"
        "{chosen} nên chưa xếp loại được.",
        "Hội nghị chọn, ghi loại ở cột Xếp loại của các đơn vị ấy trên trang {sheet}.",
    )
    CLASS_NOT_CHOSEN = Entry(
        _W,
        "Ô {cell}: ghi xếp loại {value} nhưng đơn vị {unit} được xếp loại theo mức: {grade}.",
        "Xóa ô này: ô chỉ dùng để chọn giữa các đơn vị cùng hạng ở ranh giới số đơn vị của một loại.",
    )
    DECISION_NOT_NOMINEE = Entry(
        _E,
        "Ô {cell}: đơn vị {value} không phải đơn vị cụm đề nghị tặng Cờ.",
        "Mỗi cụm chỉ suy tôn 01 đơn vị (HD 1302, III.3); bỏ dòng này hoặc xem lại sổ của cụm.",
    )
    DECISION_WITHOUT_REASON = Entry(
        _E,
        "Ô {cell}: đơn vị {unit}: ghi “{shown}”, theo thứ tự là “{expected}”, chưa ghi lý do.",
        "Ghi Lý do ở trang Đề nghị.",
    )
    COUNCIL_VOTE_INVALID = Entry(
        _E,
        "Ô {cell}: số phiếu của Hội đồng cho đơn vị {unit} không dùng được: {why}.",
        "Sửa theo biên bản họp Hội đồng: hai số nguyên, Tán thành không nhiều hơn Tổng số thành viên.",
    )
    COUNCIL_RESULT_DIFFERS = Entry(
        _E,
        "Ô {cell}: đơn vị {unit} ghi “{value}”, theo số phiếu ({figures}) là “{expected}”; đang tính theo ô này.",
        "Sửa số phiếu hoặc Kết quả theo biên bản họp Hội đồng; xóa Kết quả thì chương trình ghi lại theo số phiếu.",
    )
    COUNCIL_SHARE_MISSING = Entry(
        _E,
        "Trang Cấp trên chưa ghi Tỷ lệ thông qua của Hội đồng nên chưa biết kết quả bỏ phiếu của {value}.",
        "Ghi tỷ lệ theo quy chế của Hội đồng, hoặc ghi Kết quả từng đơn vị ở trang Đề nghị.",
    )
    COUNCIL_NOT_VOTED = Entry(
        _W,
        "Hội đồng đã bỏ phiếu nhưng chưa bỏ phiếu về hình thức đang đề nghị cho {value}.",
        "Đưa ra Hội đồng bỏ phiếu rồi ghi hình thức, số phiếu ở trang Đề nghị, hoặc ghi Không ở cột Quyết định.",
    )

    @property
    def severity(self) -> Severity:
        """How serious it is wherever it occurs."""
        return self.value.severity


TAKES_OUT = frozenset({
    Code.OVER_MAXIMUM, Code.NEGATIVE, Code.BELOW_LOWEST, Code.NOT_ASSIGNED_NOT_ALLOWED, Code.NOT_ASSIGNED_WITH_SCORE,
    Code.PASS_FAIL_CONTRADICTS,
})  # fmt: skip
"""What, found at a score, makes it missing."""
UNLESS_AGREED = frozenset({
    Code.NOT_ASSIGNED_NOT_ALLOWED, Code.NOT_ASSIGNED_WITH_SCORE, Code.PASS_FAIL_CONTRADICTS
})  # fmt: skip
"""Of these, where the cluster agreed on the score: it is told, and the cluster's word stands."""
