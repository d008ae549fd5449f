"""The commands of the command line, in the order of the help: one list for the parser and the dispatcher."""

import argparse
import datetime
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..addin.buttons import COMMANDS as BUTTON_COMMANDS
from ..domain.ranking.submissions import Sending
from ..domain.year.stages import Stage

Arguments = Callable[[argparse.ArgumentParser], None]


class Command(NamedTuple):
    """A command: its name, a line of help, what may be given with it."""

    name: str
    help: str
    arguments: Arguments

    @property
    def module(self) -> str:
        """The module of this package whose `run` does it."""
        return self.name.replace("-", "_")


def inner(
    command: argparse.ArgumentParser, dest: str, metavar: str
) -> Callable[[str, str], argparse.ArgumentParser]:
    """Commands inside a command: a function that adds one by its name and its line of help."""
    choices = command.add_subparsers(dest=dest, metavar=metavar, required=True, parser_class=type(command))
    return lambda name, told: choices.add_parser(name, help=told)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON, không in gì khác")


USUAL_SAMPLE, ALL_RULES = "xa", "all-rules"
SAMPLES = (USUAL_SAMPLE, ALL_RULES)
"""What a new cluster book can be filled with."""
TEMPLATES = ("xa", "so-nganh", "truong-hoc")
"""Tables of criteria that a new cluster book can begin with (`templates.NAMES`)."""


def _book(parser: argparse.ArgumentParser, told: str = "", metavar: str = "BOOK") -> None:
    parser.add_argument("book", type=Path, metavar=metavar, help=told or "sổ cụm")


def _demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("directory", type=Path, metavar="DIR", help="thư mục mới hoặc trống")


def _new(new: argparse.ArgumentParser) -> None:
    add = inner(new, "kind", "LOẠI")
    cluster = add("cluster", "tạo sổ cụm")
    cluster.add_argument("book", type=Path, nargs="?", metavar="BOOK", help="tên tệp .xlsx sẽ tạo")
    source = cluster.add_mutually_exclusive_group()
    source.add_argument(
        "--sample", nargs="?", const=USUAL_SAMPLE, metavar=ALL_RULES,
        help=f"điền sẵn cụm mẫu 8 xã; {ALL_RULES}: bảng tiêu chí mẫu có đủ mọi cách chấm",
    )  # fmt: skip
    source.add_argument(
        "--from", dest="old", type=Path, metavar="OLD", help="chép tiêu chí, đơn vị, cài đặt từ sổ năm trước"
    )
    source.add_argument(
        "--template", choices=TEMPLATES, help="điền sẵn bảng tiêu chí mẫu để sửa, không có đơn vị"
    )
    _shortcut(cluster)
    office = add("office", "tạo sổ tổng hợp của cấp trên (Nội vụ)")
    _book(office, "tên tệp .xlsx sẽ tạo")
    office.add_argument("--sample", action="store_true", help="điền sẵn 3 cụm mẫu")
    _shortcut(office)


def _shortcut(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--shortcut", action="store_true", help="đặt cạnh sổ tệp ThiDua.cmd: bấm đúp thì mở cửa sổ với sổ ấy"
    )


def _import(command: argparse.ArgumentParser) -> None:
    _book(command)
    command.add_argument(
        "file", type=Path, metavar="FILE", help="bảng của cơ quan: tệp Excel .xlsx hoặc Word .docx"
    )
    command.add_argument(
        "--sheet", metavar="NAME", help="trang của tệp Excel; bỏ trống: trang duy nhất có bảng"
    )
    how = command.add_mutually_exclusive_group()
    how.add_argument(
        "--append", dest="how", action="store_const", const="append",
        help="ghi nối xuống dưới các dòng đã có, kể cả khi còn dòng chưa hiểu",
    )  # fmt: skip
    how.add_argument(
        "--replace", dest="how", action="store_const", const="replace",
        help="thay các dòng đã có, kể cả khi còn dòng chưa hiểu; bản trước của sổ được giữ trong luu",
    )  # fmt: skip
    _json(command)


def _issue(issue: argparse.ArgumentParser) -> None:
    _book(issue, "sổ cụm, hoặc sổ tổng hợp (phiếu chấm của cấp trên)")
    issue.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục chứa phiếu")
    issue.add_argument(
        "--stage", choices=[stage.command for stage in Stage],
        help="kỳ: register (đăng ký), midyear (sơ kết), yearend (tổng kết); bỏ trống là kỳ ghi ở mục Giai đoạn năm",
    )  # fmt: skip


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="tệp, thư mục, .zip, .eml")
    check.add_argument(
        "--book", type=Path, metavar="BOOK", help="đối chiếu với sổ cụm (hoặc sổ tổng hợp) này"
    )
    _json(check)


def _collect(collect: argparse.ArgumentParser) -> None:
    _book(collect)
    collect.add_argument("inbox", type=Path, nargs="+", metavar="INBOX", help="thư mục, tệp, .zip, thư .eml")
    _json(collect)


def _fetch_mail(fetch: argparse.ArgumentParser) -> None:
    _book(fetch)
    fetch.add_argument(
        "--host", metavar="HOST", help="máy chủ thư, ví dụ imap.trieuson.gov.vn; bỏ trống: như đã ghi nhớ"
    )
    fetch.add_argument(
        "--user",
        metavar="USER",
        help="tên hộp thư; mật khẩu lấy từ THIDUA_MAIL_PASSWORD hoặc keyring",
    )
    fetch.add_argument("--folder", metavar="NAME", help="thư mục trong hộp thư (INBOX)")
    fetch.add_argument(
        "--since", type=_day, metavar="DATE", help="chỉ thư đến từ ngày này: 20/12/2025 hoặc 2025-12-20"
    )
    fetch.add_argument("--port", type=int, metavar="N", help="cổng (993; với --plain là 143)")
    fetch.add_argument("--plain", action="store_true", help="không mã hóa; chỉ với máy chủ ở chính máy này")
    fetch.add_argument(
        "--remember", action="store_true", help="ghi nhớ hộp thư (không ghi mật khẩu) cho lần sau và cho nút"
    )
    _json(fetch)


def _day(text: str) -> datetime.date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text, pattern).date()
    raise argparse.ArgumentTypeError(f"không phải ngày: {text}")


def _book_and_json(command: argparse.ArgumentParser) -> None:
    _book(command)
    _json(command)


def _give_back(give_back: argparse.ArgumentParser) -> None:
    _book(give_back, "sổ cụm; sổ không thay đổi")
    give_back.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="thư mục ghi phiếu trả và thư nháp"
    )
    _json(give_back)


def _submit(submit: argparse.ArgumentParser) -> None:
    _book(submit)
    submit.add_argument(
        "--kind",
        required=True,
        choices=[kind.command for kind in Sending],
        help="before: trước hội nghị; after: sau hội nghị; correction: đính chính",
    )
    _json(submit)


def _calendar(calendar: argparse.ArgumentParser) -> None:
    _book(calendar, "sổ cụm hoặc sổ tổng hợp; sổ không thay đổi")
    calendar.add_argument("--ics", type=Path, metavar="FILE", help="ghi lịch cả năm ra tệp .ics")
    _json(calendar)


def _summary(summary: argparse.ArgumentParser) -> None:
    _book(summary, "sổ cụm; sổ không thay đổi")
    _json(summary)


def _undo(undo: argparse.ArgumentParser) -> None:
    _book(undo, "sổ cụm hoặc sổ tổng hợp")
    undo.add_argument(
        "--to",
        type=_version,
        metavar="N",
        help="về bản này, 1 là bản mới nhất; hoặc tên tệp của bản ấy trong luu; bỏ trống: liệt kê các bản",
    )
    _json(undo)


def _version(text: str) -> int | Path:
    """Its number, or its file. A number that no list is long enough for is no file either."""
    if text.isdecimal():
        if len(text) < 6:
            return int(text)
        raise argparse.ArgumentTypeError(f"không phải số thứ tự: {text}")
    return Path(text)


def _remind(remind: argparse.ArgumentParser) -> None:
    _book(remind, "sổ cụm hoặc sổ tổng hợp; sổ không thay đổi")
    remind.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục ghi thư nháp")
    remind.add_argument(
        "--within",
        type=_days,
        default=7,
        metavar="DAYS",
        help="nhắc cả việc đến hạn trong bấy nhiêu ngày (7)",
    )
    _json(remind)


def _days(text: str) -> int:
    if text.isdecimal() and int(text) <= _MOST_DAYS:
        return int(text)
    raise argparse.ArgumentTypeError(f"không phải số ngày từ 0 đến {_MOST_DAYS}: {text}")


_MOST_DAYS = 366


def _documents(documents: argparse.ArgumentParser) -> None:
    documents.add_argument(
        "book", type=Path, nargs="?", metavar="BOOK", help="sổ cụm hoặc sổ tổng hợp của cấp trên"
    )
    documents.add_argument("--out", type=Path, metavar="DIR", help="thư mục chứa văn bản")
    documents.add_argument(
        "--only",
        nargs="+",
        action="append",
        metavar="CODE",
        help="chỉ các văn bản này, ví dụ bao-cao-tong-ket giay-moi:HN",
    )
    documents.add_argument(
        "--templates",
        type=Path,
        metavar="DIR",
        help="thư mục mẫu riêng; bỏ trống: <tên sổ>.mau cạnh sổ, nếu có",
    )
    documents.add_argument(
        "--draft", action="store_true", help="in DỰ THẢO, kể cả khi kết quả chưa chốt được"
    )
    documents.add_argument(
        "--electronic", action="store_true", help="văn bản điện tử: để trống chỗ (Kèm theo …)"
    )
    documents.add_argument(
        "--write-templates", type=Path, metavar="DIR", help="chép mẫu của chương trình ra để sửa bằng Word"
    )
    _json(documents)


def _reopen(reopen: argparse.ArgumentParser) -> None:
    _book(reopen)
    reopen.add_argument("--reason", required=True, metavar="TEXT", help="vì sao mở lại")


def _office_book(command: argparse.ArgumentParser) -> None:
    _book(command, "sổ tổng hợp", "OFFICE_BOOK")


def _issue_books(issue: argparse.ArgumentParser) -> None:
    _office_book(issue)
    issue.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục ghi sổ các cụm")


def _consolidate(consolidate: argparse.ArgumentParser) -> None:
    _office_book(consolidate)
    consolidate.add_argument(
        "folder",
        type=Path,
        nargs="*",
        metavar="FOLDER",
        help="thư mục, tệp, .zip, thư .eml có sổ các cụm, phiếu chấm; bỏ trống: chỉ tính lại",
    )
    _json(consolidate)


def _appraise(appraise: argparse.ArgumentParser) -> None:
    _office_book(appraise)
    appraise.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="thư mục phiếu thẩm định; bỏ trống: <tên sổ>.tham_dinh cạnh sổ",
    )
    _json(appraise)


def _excel(excel: argparse.ArgumentParser) -> None:
    excel.add_argument(
        "button", metavar="COMMAND", choices=list(BUTTON_COMMANDS), help=", ".join(BUTTON_COMMANDS)
    )
    excel.add_argument("--path", type=Path, metavar="PATH", help="thư mục hoặc tệp, với lệnh cần chọn")
    excel.add_argument("--book", type=Path, metavar="BOOK", help="sổ đang mở nào; bỏ trống là sổ đang hiện")
    for given_by_the_add_in in ("--outcome", "--wb", "--from_xl", "--app", "--hwnd"):
        kind = Path if given_by_the_add_in == "--outcome" else str
        excel.add_argument(given_by_the_add_in, type=kind, help=argparse.SUPPRESS)


def _window(window: argparse.ArgumentParser) -> None:
    window.add_argument("book", type=Path, nargs="?", metavar="BOOK", help="sổ hoặc phiếu được chọn sẵn")
    window.add_argument(
        "--receive",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="nhận các tệp, thư mục này; cửa sổ hỏi vào sổ nào",
    )
    window.add_argument("--look", action="store_true", help=argparse.SUPPRESS)  # by the window itself


def _explain(explain: argparse.ArgumentParser) -> None:
    _book(explain, "sổ cụm; sổ không thay đổi")
    explain.add_argument("cell", metavar="CELL", help="trang và ô, ví dụ “Xếp hạng!F11”")


def _addin(addin: argparse.ArgumentParser) -> None:
    add = inner(addin, "action", "VIỆC")

    build = add("build", "dựng ThiDua.xlam từ mã nguồn trong macros/")
    build.add_argument(
        "--out", type=Path, metavar="FILE", help="ghi vào tệp này thay vì workbooks/ThiDua.xlam"
    )

    install = add("install", "cài bộ nút cho người dùng này, không cần quyền quản trị")
    install.add_argument(
        "--functions", action="store_true", help="cài thêm các hàm TD_… dùng trong ô (Windows)"
    )

    add("uninstall", "gỡ đúng những gì đã cài; sổ, phiếu và nhật ký giữ nguyên")
    add("doctor", "xem điều gì cản các nút chạy và cách sửa")

    selftest = add(
        "selftest",
        "máy có Excel: thử mọi nút, tệp, macro trên sổ mẫu, so với lệnh, lập một báo cáo để gửi",
    )
    selftest.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="thư mục mới hoặc trống; bỏ trống: ThiDua_tu_kiem_tra_<ngày giờ> trong thư mục người dùng",
    )
    _json(selftest)

    bundle = add("bundle", "làm bộ cài cho máy Windows không có Internet (chép vào USB)")
    bundle.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục mới hoặc trống")
    bundle.add_argument(
        "--python",
        nargs="+",
        metavar="FILE|3.12",
        help="tệp Python cho Windows 64 bit đã tải từ python.org (.exe hoặc embeddable .zip), đi kèm bộ cài; "
        "hoặc phiên bản Python ở các máy sẽ cài; bỏ trống là bản đang chạy",
    )


COMMANDS = (
    Command("demo", "chạy thử cả năm trên số liệu mẫu, để lại mọi tệp trong DIR", _demo),
    Command("new", "tạo sổ mới", _new),
    Command(
        "import-criteria",
        "nhập bảng tiêu chí của cơ quan (Excel, Word) vào trang Tiêu chí, sau khi cho xem đã hiểu gì",
        _import,
    ),
    Command(
        "import-units",
        "nhập danh sách đơn vị của cơ quan (Excel, Word) vào trang Đơn vị, sau khi cho xem đã hiểu gì",
        _import,
    ),
    Command("issue", "phát hành phiếu tự chấm, phiếu chấm, mỗi nơi một tệp", _issue),
    Command("check", "kiểm tra phiếu hoặc sổ, không sửa gì", _check),
    Command("collect", "nhận phiếu vào sổ, kiểm tra, cộng điểm, xếp hạng", _collect),
    Command("fetch-mail", "nhận phiếu từ hộp thư IMAP, chỉ đọc, không đổi gì trong hộp thư", _fetch_mail),
    Command("rank", "tính lại điểm, xếp hạng, đồng hạng, bỏ phiếu theo sổ hiện tại", _book_and_json),
    Command(
        "give-back",
        "trả phiếu cần sửa: bản phiếu đã đánh dấu và thư nháp cho từng đơn vị, thư nhắc nộp",
        _give_back,
    ),
    Command("submit", "ghi lần gửi cấp trên (trang Lần gửi), nêu mọi chỗ khác lần gửi trước", _submit),
    Command("calendar", "lịch công việc trong năm: việc trễ, việc sắp đến hạn; ghi ra tệp .ics", _calendar),
    Command("summary", "tin nhắn để dán vào nhóm trao đổi, cho cả nhóm và cho từng đơn vị", _summary),
    Command(
        "remind",
        "nhắc việc trễ, sắp đến hạn: thư nháp cho đơn vị, Trưởng cụm, cấp trên; không gửi thư",
        _remind,
    ),
    Command(
        "meeting", "lập trang Họp trù bị: những việc phải bàn, điều gì làm đổi Nhất, Nhì, Ba", _book_and_json
    ),
    Command(
        "documents",
        "xuất văn bản của năm (.docx) theo Nghị định 30/2020/NĐ-CP từ số liệu trong sổ",
        _documents,
    ),
    Command("close", "chốt sổ: niêm phong, không lệnh nào sửa sổ nữa", _book),
    Command(
        "undo", "các bản trước của sổ trong luu: xem, hoặc về một bản; bản đang dùng cũng được giữ", _undo
    ),
    Command("reopen", "mở lại sổ đã chốt; lý do ghi vào Nhật ký", _reopen),
    Command("verify", "kiểm chứng: tính lại từ bản gốc, nêu mọi khác biệt, không sửa gì", _book_and_json),
    Command("issue-books", "cấp trên: lập sổ cụm cho mọi cụm, có sẵn đơn vị và tiêu chí", _issue_books),
    Command(
        "consolidate",
        "cấp trên: nhận sổ các cụm, tính lại, nêu sai lệch, tổng hợp, lập danh sách đề nghị",
        _consolidate,
    ),
    Command(
        "appraise",
        "cấp trên: đề xuất đơn vị cần kiểm tra, lập và đọc phiếu thẩm định (HD 1302, III.4)",
        _appraise,
    ),
    Command("explain", "giải thích số ở một ô của sổ: từ quy tắc, chỉ tiêu, kết quả, điểm nào", _explain),
    Command("window", "mở cửa sổ có đủ các nút, cho máy không có thẻ Thi đua trong Excel", _window),
    Command("excel", "làm việc của một nút trên thẻ Thi đua với sổ đang mở trong Excel", _excel),
    Command(
        "addin",
        "bộ nút (thẻ Thi đua) trong Excel: cài, gỡ, chẩn đoán, tự kiểm tra, làm bộ cài USB",
        _addin,
    ),
)
