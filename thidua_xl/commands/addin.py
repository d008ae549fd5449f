"""`addin`: the ribbon add-in built, installed, taken away, examined, packed for a USB stick, tried in Excel."""

import argparse
import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from ..addin import places
from ..addin.lines import Line, any_problem, ok, written
from ..errors import CannotRunError


def run(given: argparse.Namespace) -> int:
    """Do one of them and say what came of it."""
    if given.action == "selftest":
        return _selftest(given)
    lines = _DOING[given.action](given)
    print(*lines, sep="\n")
    return int(any_problem(lines))


def _build(given: argparse.Namespace) -> list[Line]:
    from ..addin.build import build
    from ..storage.safe import write_safely

    root = places.checkout()
    if root is None:
        raise CannotRunError(
            f"addin build chỉ chạy trong thư mục mã nguồn (có macros/); gói đã cài mang sẵn {places.ADDIN}."
        )
    target: Path = given.out or root / "workbooks" / places.ADDIN
    if not target.parent.is_dir():
        raise CannotRunError(f"Không có thư mục {target.parent} để ghi {target.name}.")
    return [ok(written(write_safely(target, build(root / "macros"))))]


def _install(given: argparse.Namespace) -> list[Line]:
    from ..addin.install import install

    return install(places.this_machine(), functions=given.functions)


def _uninstall(_given: argparse.Namespace) -> list[Line]:
    from ..addin.install import uninstall

    return uninstall(places.this_machine())


def _doctor(_given: argparse.Namespace) -> list[Line]:
    from ..addin.doctor import examine

    return examine(places.this_machine())


def _bundle(given: argparse.Namespace) -> list[Line]:
    from ..addin.bundle import BEGINS, bundle

    print(BEGINS, flush=True)
    pythons: Sequence[str] = given.python or ()
    return bundle(given.out, pythons)


def _selftest(given: argparse.Namespace) -> int:
    """Every button, file and macro in the Excel of this machine; the report is printed and saved."""
    from ..excel.selftest import own, whole
    from .screen import print_json

    machine = places.this_machine()
    folder = whole.folder_for(given.out, machine.home)
    with own.excel() as app:
        if not given.json:
            print(whole.BEGINS.format(folder=folder), flush=True)
        report = whole.selftest(app, folder, command_line, machine.home, places.addin_file())
    saved = report.save()
    if given.json:
        print_json(report.as_json())
    else:
        print(report.text())
        print(*map(written, saved), sep="\n")
    return report.code


def command_line(arguments: Sequence[str]) -> tuple[int, str]:
    """A command of ours run here: its exit code and all that it says."""
    from .parser import main

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(arguments)
    return code, said.getvalue()


_DOING = {
    "build": _build,
    "install": _install,
    "uninstall": _uninstall,
    "doctor": _doctor,
    "bundle": _bundle,
}
