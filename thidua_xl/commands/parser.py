"""The command line. Imports are lazy: help must not wait for libraries it does not need.

Exit code 0: done, nothing needs a person; 1: done, something does; 2: could not run.
"""

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from .. import __version__
from ..addin.buttons import COMMANDS
from ..domain.ranking.submissions import Sending
from ..errors import CannotRunError
from ..workers import garbage

COULD_NOT_RUN = 2


class _Formatter(argparse.HelpFormatter):
    """The usage line begins in Vietnamese."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Usage errors in Vietnamese, one sentence, exit code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **options)
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem trợ giúp này")

    def error(self, message: str) -> NoReturn:
        self.exit(COULD_NOT_RUN, f"{_in_vietnamese(message)} Xem: {self.prog} --help\n")


def _in_vietnamese(message: str) -> str:
    for english, vietnamese in (
        ("the following arguments are required:", "Thiếu tham số:"),
        ("unrecognized arguments:", "Không hiểu tham số:"),
        ("invalid choice:", "không có lựa chọn:"),
        ("choose from", "chọn trong"),
        ("expected one argument", "cần một giá trị"),
        ("expected at least one argument", "cần ít nhất một giá trị"),
        ("not allowed with argument", "không dùng cùng"),
        ("argument ", "Tham số "),
    ):
        message = message.replace(english, vietnamese)
    return message + "."


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON, không in gì khác")


def build_parser() -> argparse.ArgumentParser:
    """All commands with their Vietnamese help."""
    parser = _Parser(
        prog="thidua-xl",
        description="Chấm điểm, xếp hạng và tổng hợp cụm thi đua trên Excel.",
        epilog="Mã thoát: 0 xong; 1 xong nhưng có việc cần người xử lý; 2 không chạy được.",
    )
    parser.add_argument("--version", action="version", version=f"thidua_xl {__version__}",
                        help="xem phiên bản")  # fmt: skip
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", required=True, parser_class=_Parser)

    demo = commands.add_parser("demo", help="chạy thử cả năm trên số liệu mẫu, để lại mọi tệp trong DIR")
    demo.add_argument("directory", type=Path, metavar="DIR", help="thư mục mới hoặc trống")

    new = commands.add_parser("new", help="tạo sổ mới").add_subparsers(
        dest="kind", metavar="LOẠI", required=True, parser_class=_Parser
    )
    cluster = new.add_parser("cluster", help="tạo sổ cụm")
    cluster.add_argument("book", type=Path, metavar="BOOK", help="tên tệp .xlsx sẽ tạo")
    source = cluster.add_mutually_exclusive_group()
    source.add_argument("--sample", action="store_true", help="điền sẵn cụm mẫu 8 xã")
    source.add_argument(
        "--from", dest="old", type=Path, metavar="OLD", help="chép tiêu chí, đơn vị, cài đặt từ sổ năm trước"
    )

    office = new.add_parser("office", help="tạo sổ tổng hợp của cấp trên (Nội vụ)")
    office.add_argument("book", type=Path, metavar="BOOK", help="tên tệp .xlsx sẽ tạo")
    office.add_argument("--sample", action="store_true", help="điền sẵn 3 cụm mẫu")

    issue = commands.add_parser("issue", help="phát hành phiếu tự chấm, mỗi đơn vị một tệp")
    issue.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm")
    issue.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục chứa phiếu")

    check = commands.add_parser("check", help="kiểm tra phiếu hoặc sổ, không sửa gì")
    check.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="tệp, thư mục, .zip, .eml")
    check.add_argument("--book", type=Path, metavar="BOOK", help="đối chiếu với sổ cụm này")
    _json(check)

    collect = commands.add_parser("collect", help="nhận phiếu vào sổ, kiểm tra, cộng điểm, xếp hạng")
    collect.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm")
    collect.add_argument("inbox", type=Path, nargs="+", metavar="INBOX", help="thư mục, tệp, .zip, thư .eml")
    _json(collect)

    _fetch_mail(
        commands.add_parser(
            "fetch-mail", help="nhận phiếu từ hộp thư IMAP, chỉ đọc, không đổi gì trong hộp thư"
        )
    )

    rank = commands.add_parser("rank", help="tính lại điểm, xếp hạng, đồng hạng, bỏ phiếu theo sổ hiện tại")
    rank.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm")
    _json(rank)

    give_back = commands.add_parser(
        "give-back", help="trả phiếu cần sửa: bản phiếu đã đánh dấu và thư nháp cho từng đơn vị, thư nhắc nộp"
    )
    give_back.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm; sổ không thay đổi")
    give_back.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="thư mục ghi phiếu trả và thư nháp"
    )
    _json(give_back)
    submit = commands.add_parser(
        "submit", help="ghi lần gửi cấp trên (trang Lần gửi), nêu mọi chỗ khác lần gửi trước"
    )
    submit.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm")
    submit.add_argument(
        "--kind", required=True, choices=[kind.command for kind in Sending],
        help="before: trước hội nghị; after: sau hội nghị; correction: đính chính",
    )  # fmt: skip
    _json(submit)
    _closing(commands)
    _superior(commands)

    excel = commands.add_parser(
        "excel", help="làm việc của một nút trên thẻ Thi đua với sổ đang mở trong Excel"
    )
    excel.add_argument("button", metavar="COMMAND", choices=list(COMMANDS), help=", ".join(COMMANDS))
    excel.add_argument("--path", type=Path, metavar="PATH", help="thư mục hoặc tệp, với lệnh cần chọn")
    for given_by_the_add_in in ("--outcome", "--wb", "--from_xl", "--app", "--hwnd"):
        kind = Path if given_by_the_add_in == "--outcome" else str
        excel.add_argument(given_by_the_add_in, type=kind, help=argparse.SUPPRESS)
    _addin(
        commands.add_parser(
            "addin", help="bộ nút (thẻ Thi đua) trong Excel: cài, gỡ, chẩn đoán, tự kiểm tra, làm bộ cài USB"
        )
    )
    return parser


def _superior(commands: Any) -> None:
    issue = commands.add_parser(
        "issue-books", help="cấp trên: lập sổ cụm cho mọi cụm, có sẵn đơn vị và tiêu chí"
    )
    consolidate = commands.add_parser(
        "consolidate",
        help="cấp trên: nhận sổ các cụm, tính lại, nêu sai lệch, tổng hợp, lập danh sách đề nghị",
    )
    appraise = commands.add_parser(
        "appraise", help="cấp trên: đề xuất đơn vị cần kiểm tra, lập và đọc phiếu thẩm định (HD 1302, III.4)"
    )
    for one in (issue, consolidate, appraise):
        one.add_argument("book", type=Path, metavar="OFFICE_BOOK", help="sổ tổng hợp")
    issue.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục ghi sổ các cụm")
    consolidate.add_argument(
        "folder", type=Path, nargs="+", metavar="FOLDER", help="thư mục, tệp, .zip, thư .eml có sổ các cụm"
    )
    appraise.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="thư mục phiếu thẩm định; bỏ trống: <tên sổ>.tham_dinh cạnh sổ",
    )
    _json(consolidate)
    _json(appraise)


def _closing(commands: Any) -> None:
    close = commands.add_parser("close", help="chốt sổ: niêm phong, không lệnh nào sửa sổ nữa")
    reopen = commands.add_parser("reopen", help="mở lại sổ đã chốt; lý do ghi vào Nhật ký")
    verify = commands.add_parser(
        "verify", help="kiểm chứng: tính lại từ bản gốc, nêu mọi khác biệt, không sửa gì"
    )
    for one in (close, reopen, verify):
        one.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm")
    reopen.add_argument("--reason", required=True, metavar="TEXT", help="vì sao mở lại")
    _json(verify)


def _fetch_mail(fetch: argparse.ArgumentParser) -> None:
    fetch.add_argument("book", type=Path, metavar="BOOK", help="sổ cụm")
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


def _addin(addin: argparse.ArgumentParser) -> None:
    actions = addin.add_subparsers(dest="action", metavar="VIỆC", required=True, parser_class=_Parser)

    build = actions.add_parser("build", help="dựng ThiDua.xlam từ mã nguồn trong macros/")
    build.add_argument(
        "--out", type=Path, metavar="FILE", help="ghi vào tệp này thay vì workbooks/ThiDua.xlam"
    )

    install = actions.add_parser("install", help="cài bộ nút cho người dùng này, không cần quyền quản trị")
    install.add_argument(
        "--functions", action="store_true", help="cài thêm các hàm TD_… dùng trong ô (Windows)"
    )

    actions.add_parser("uninstall", help="gỡ đúng những gì đã cài; sổ, phiếu và nhật ký giữ nguyên")
    actions.add_parser("doctor", help="xem điều gì cản các nút chạy và cách sửa")

    selftest = actions.add_parser(
        "selftest",
        help="máy có Excel: thử mọi nút, tệp, macro trên sổ mẫu, so với lệnh, lập một báo cáo để gửi",
    )
    selftest.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="thư mục mới hoặc trống; bỏ trống: ThiDua_tu_kiem_tra_<ngày giờ> trong thư mục người dùng",
    )
    _json(selftest)

    bundle = actions.add_parser("bundle", help="làm bộ cài cho máy Windows không có Internet (chép vào USB)")
    bundle.add_argument("--out", type=Path, required=True, metavar="DIR", help="thư mục mới hoặc trống")
    bundle.add_argument(
        "--python",
        nargs="+",
        metavar="3.12",
        help="phiên bản Python ở các máy sẽ cài; bỏ trống là bản đang chạy",
    )


_MODULES = {
    "demo": "demo",
    "new": "new",
    "issue": "issue",
    "check": "check",
    "collect": "collect",
    "fetch-mail": "fetch_mail",
    "rank": "rank",
    "give-back": "give_back",
    "submit": "submit",
    "close": "close",
    "reopen": "reopen",
    "verify": "verify",
    "issue-books": "issue_books",
    "consolidate": "consolidate",
    "appraise": "appraise",
    "excel": "excel",
    "addin": "addin",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    garbage.left_at_exit()
    try:
        given = build_parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT_RUN
    try:
        with garbage.held():
            code: int = import_module(f".{_MODULES[given.command]}", __package__).run(given)
    except CannotRunError as problem:
        print(problem, file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu; các tệp còn nguyên.", file=sys.stderr)
        return COULD_NOT_RUN
    except BrokenPipeError:
        return COULD_NOT_RUN
    except Exception as problem:
        if os.environ.get("THIDUA_DEBUG"):
            raise
        print(
            f"Chương trình gặp lỗi ngoài dự kiến ({type(problem).__name__}: {problem}); các tệp còn nguyên. "
            "Đặt THIDUA_DEBUG=1 rồi chạy lại để xem chi tiết khi báo lỗi.",
            file=sys.stderr,
        )
        return COULD_NOT_RUN
    return code


def _speak_utf8() -> None:
    """Vietnamese on consoles whose encoding cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
