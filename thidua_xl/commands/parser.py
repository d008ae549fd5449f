"""The command line. Imports are lazy: help must not wait for libraries it does not need.

Exit code 0: done, nothing needs a person; 1: done, something does; 2: could not run.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from .. import __version__
from ..errors import CannotRunError
from ..wording.argparse_words import in_vietnamese
from ..wording.failures import STOPPED, broken_said, unprinted_said
from ..workers import garbage
from .outlet import spoken
from .registry import COMMANDS

COULD_NOT_RUN = 2
LOG = "THIDUA_LOG"
"""Set by whoever shows what a command says: the file for the details of what broke."""
_MODULES = {command.name: command.module for command in COMMANDS}


class _Parser(argparse.ArgumentParser):
    """Usage errors are one sentence, without the usage before it; a path has a name."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.register("type", Path, _path)

    def error(self, message: str) -> NoReturn:
        self.exit(COULD_NOT_RUN, f"{message}. Xem: {self.prog} --help\n")


def _path(text: str) -> Path:
    """As `Path`, but nothing is no folder: it would be the one where the command was started."""
    if not text.strip():
        raise argparse.ArgumentTypeError("đường dẫn để trống")
    return Path(text)


@in_vietnamese()
def build_parser() -> argparse.ArgumentParser:
    """All commands with their Vietnamese help."""
    parser = _Parser(
        prog="thidua-xl",
        description="Chấm điểm, xếp hạng và tổng hợp cụm thi đua trên Excel.",
        epilog="Mã thoát: 0 xong; 1 xong nhưng có việc cần người xử lý; 2 không chạy được.",
    )
    parser.add_argument(
        "--version", action="version", version=f"thidua_xl {__version__}", help="xem phiên bản"
    )
    inside = parser.add_subparsers(dest="command", metavar="LỆNH", required=True, parser_class=_Parser)
    for command in COMMANDS:
        command.arguments(inside.add_parser(command.name, help=command.help))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    garbage.left_at_exit()
    with spoken() as outlet:
        try:
            code = _run(arguments)
        except KeyboardInterrupt:
            print(STOPPED, file=sys.stderr)
            return COULD_NOT_RUN
    if outlet is None or outlet.trouble is None or code == COULD_NOT_RUN:
        return code
    print(unprinted_said(outlet.trouble), file=sys.stderr)
    return COULD_NOT_RUN


def _run(arguments: Sequence[str] | None) -> int:
    try:
        with in_vietnamese():
            given = build_parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT_RUN
    try:
        with garbage.held():
            code: int = import_module(f".{_MODULES[given.command]}", __package__).run(given)
    except CannotRunError as problem:
        print(problem, file=sys.stderr)
        return COULD_NOT_RUN
    except Exception as problem:
        if os.environ.get("THIDUA_DEBUG"):
            raise
        print(broken_said(problem, _logged()), file=sys.stderr)
        return COULD_NOT_RUN
    return code


def _logged() -> str:
    """The file that got the details of what broke, where who started the command named one."""
    log = os.environ.get(LOG, "")
    if log:
        import traceback

        try:
            with Path(log).open("a", encoding="utf-8") as file:
                file.write(f"--- {' '.join(sys.argv[1:])}\n{traceback.format_exc()}\n")
        except OSError:
            return ""
    return log
