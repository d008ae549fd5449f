"""The add-in put in place for one user, and taken away again. No step needs an administrator."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..errors import CannotRunError, reason
from . import entries, places, xlwings_conf
from .configured import Configured
from .lines import Line, ok, problem, warning
from .mark import unmark
from .places import ADDIN, Machine
from .running import Run, run_command
from .software import Software, here, try_as_excel

STORE_PYTHON = (
    "Python của Microsoft Store ghi tệp vào chỗ riêng mà Excel không thấy: "
    "cài Python từ python.org (không cần quyền quản trị), rồi cài lại thidua_xl bằng Python ấy."
)
NO_ADDIN = f"Gói này không kèm {ADDIN}; trong mã nguồn, hãy chạy thidua-xl addin build trước."
TRUST_VBA = "Bật Trust Center > Macro Settings > Trust access to the VBA project object model."
"""xlwings writes its VBA into the user's workbook when it imports functions."""
RESTART = "Đóng hẳn Excel rồi mở lại: thẻ Thi đua ở cuối dải lệnh."


@dataclass(slots=True)
class Record:
    """What was brought, and what stood before in a file of xlwings, for the way back."""

    files: list[str] = field(default_factory=list)
    entries: dict[str, list[str | None]] = field(default_factory=dict)
    """Entry of xlwings' configuration → [the user's value before (None: no entry), our value]."""

    def write(self, path: Path) -> None:
        """Keep it beside the configuration."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")


def read_record(path: Path) -> Record:
    """The record that `install` left; an empty one where there is none."""
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Record()


def install(
    machine: Machine,
    *,
    functions: bool = False,
    addin: Path | None = None,
    software: Software | None = None,
    run: Run = run_command,
) -> list[Line]:
    """Put everything in its place; a second time brings it up to date.

    Args:
        machine: Whose folders.
        functions: Also the functions for cells, through xlwings' own add-in (Windows).
        addin: The add-in to install; None: the one that came with the package.
        software: The versions that run; None: found out.
        run: How other programs are run.

    Raises:
        CannotRunError: nothing was installed: no add-in, or Excel holds it open.
    """
    if not (machine.is_windows or machine.is_macos):
        return _install_without_excel(machine, run)
    target = places.installed_addin(machine)
    software = software or here()
    source = addin or places.addin_file()
    if machine.has_store_python:
        raise CannotRunError(STORE_PYTHON)
    if source is None:
        raise CannotRunError(NO_ADDIN)
    if software.xlwings is None:
        raise CannotRunError(
            "Python này chưa có xlwings nên nút không chạy được: cài lại gói thidua_xl đầy đủ rồi chạy lại."
        )
    started = try_as_excel(machine, run)
    if not started.worked:
        raise CannotRunError(
            f"Excel sẽ không gọi được thidua_xl bằng Python này ({started.last_error}): cài gói bằng "
            "python -m pip install, không chỉ chạy trong thư mục mã nguồn, rồi chạy lại."
        )
    record = read_record(places.record(machine))
    try:
        lines = list(_put_addin(machine, source, target, run))
        lines += _configure(machine, software, software.xlwings, record)
        if machine.is_macos:
            lines += _allow_programs(machine, software.xlwings, record, run)
        if functions:
            lines += _bring_functions(machine, record, run)
        lines += _put_entries(machine, record, run)
        record.write(places.record(machine))
    except OSError as fault:
        raise _not_written(fault, target) from fault
    return [*lines, ok(RESTART)]


def _install_without_excel(machine: Machine, run: Run) -> list[Line]:
    """The ways into the window: all that there is for LibreOffice."""
    kept = places.record(machine)
    record = read_record(kept)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        lines = list(_put_entries(machine, record, run))
        record.write(kept)
    except OSError as fault:
        raise _not_written(fault, kept) from fault
    return [*lines, warning(places.NO_EXCEL, "Mở cửa sổ Thi đua (thidua-xl window): có đủ các nút.")]


def _put_entries(machine: Machine, record: Record, run: Run) -> Iterator[Line]:
    for path, line in entries.put_entries(machine, run):
        if path.name and str(path) not in record.files:
            record.files.append(str(path))
        yield line


def _not_written(fault: OSError, target: Path) -> CannotRunError:
    return CannotRunError(f"Không ghi được {fault.filename or target}: {reason(fault)}.")


def _put_addin(machine: Machine, source: Path, target: Path, run: Run) -> Iterator[Line]:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Excel opens whatever lies in its start-up folder: the unfinished file is written outside of it
        _put(target, source.read_bytes(), unfinished=target.parent.parent)
    except PermissionError as held:
        if not target.exists():
            raise
        raise CannotRunError(_held(target)) from held
    yield ok(f"Đã chép {ADDIN} vào {target.parent}")
    if unmark(machine, target, run):
        yield ok(f"Đã bỏ dấu “tải từ Internet” của {ADDIN}")


def _configure(machine: Machine, software: Software, xlwings: str, record: Record) -> Iterator[Line]:
    path, logs = places.configuration(machine), places.logs(machine)
    for folder in (path.parent, logs):
        folder.mkdir(parents=True, exist_ok=True)
    python = places.interpreter(machine)
    content = Configured(str(python), str(logs), software.version, xlwings)
    _put(path, content.as_bytes(), unfinished=path.parent)
    record.write(places.record(machine))  # from here on there is something to take away
    yield ok(f"Nút sẽ chạy bằng {python}; cấu hình ở {path}")


def _allow_programs(machine: Machine, xlwings: str, record: Record, run: Run) -> Iterator[Line]:
    """The script that lets Excel for Mac start Python."""
    script = places.applescript(machine, xlwings)
    was_there = script.exists()
    done = run([str(machine.python), "-m", "xlwings.cli", "runpython", "install"])
    if not (done.worked and script.exists()):
        yield problem(f"Chưa đặt được {script.name}: {done.last_error}",
                      "Chạy lại thidua-xl addin install; vẫn vậy thì chạy xlwings runpython install.")  # fmt: skip
        return
    if not was_there:
        record.files.append(str(script))
    yield ok(f"Đã đặt {script.name} để Excel được chạy Python")


def _bring_functions(machine: Machine, record: Record, run: Run) -> Iterator[Line]:
    if not machine.is_windows:
        yield warning("Hàm trong ô (TD_SO, TD_DIEM…) chỉ có trên Excel cho Windows",
                      "Dùng các nút; chúng làm cùng việc.")  # fmt: skip
        return
    conf = places.xlwings_configuration(machine)
    before = xlwings_conf.read_entries(conf)
    changes = xlwings_conf.wanted(machine, before)
    try:
        xlwings_conf.change_entries(conf, dict(changes))
    except UnicodeEncodeError:
        yield problem("Đường dẫn của Python có chữ mà cấu hình xlwings không ghi được nên chưa cài hàm",
                      "Cài Python vào thư mục tên không dấu rồi chạy lại; các nút vẫn dùng được.")  # fmt: skip
        return
    for key, value in changes.items():
        known = record.entries.get(key)
        record.entries[key] = [known[0] if known else before.get(key), value]
    yield from _bring_xlwings_addin(machine, record, run)


def _bring_xlwings_addin(machine: Machine, record: Record, run: Run) -> Iterator[Line]:
    """xlwings' command ends with code 0 also when it failed: what counts is the file."""
    target = places.excel_start(machine) / "xlwings.xlam"
    was_there = target.exists()
    done = run([str(machine.python), "-m", "xlwings.cli", "addin", "install"])
    if not target.exists():
        yield problem(f"Chưa cài được add-in xlwings: {done.last_error}",
                      "Đóng Excel, chạy lại thidua-xl addin install --functions; các nút vẫn dùng được.")  # fmt: skip
        return
    if not was_there:
        record.files.append(str(target))
    yield ok("Đã cài add-in xlwings và ghi thidua_xl.excel.functions vào cấu hình của nó")
    yield warning("Add-in xlwings nghe theo cấu hình nằm trong sổ đang mở",
                  "Không bấm nút nào của thẻ xlwings khi đang mở sổ không rõ nguồn gốc.")  # fmt: skip
    yield warning("Hàm TD_… hiện ra sau khi bấm Import Functions ở thẻ xlwings của sổ .xlsm đang mở",
                  TRUST_VBA)  # fmt: skip


def uninstall(machine: Machine) -> list[Line]:
    """Take away what `install` brought, and nothing else; harmless where nothing is there.

    Raises:
        CannotRunError: Excel holds the add-in open (then all is as it was).
    """
    record = read_record(places.record(machine))
    has_excel = machine.is_windows or machine.is_macos
    brought = [*([places.installed_addin(machine)] if has_excel else []), *map(Path, record.files)]
    own = [*([places.configuration(machine)] if has_excel else []), places.record(machine)]
    try:
        gone = [path for path in brought if _remove(path)]
        if record.entries:
            _take_back(places.xlwings_configuration(machine), record.entries)
        gone += [path for path in own if _remove(path)]
    except PermissionError as held:
        raise CannotRunError(_held(Path(held.filename or brought[0]))) from held
    return list(_what_is_gone(machine, gone))


def _what_is_gone(machine: Machine, gone: list[Path]) -> Iterator[Line]:
    yield from (ok(f"Đã gỡ {path}") for path in gone if path != places.record(machine))
    if not gone:
        yield ok("Không có gì để gỡ")
    if not (machine.is_windows or machine.is_macos):
        return
    logs = places.logs(machine)
    for folder in (entries.menu(machine), logs, logs.parent, places.configuration(machine).parent):
        with contextlib.suppress(OSError):  # missing, or something of the user's is in it
            folder.rmdir()
    if logs.exists():
        yield ok(f"Giữ lại nhật ký các lần chạy ở {logs}; không cần thì xóa bằng tay")
    if gone:
        yield ok("Đóng hẳn Excel rồi mở lại thì thẻ Thi đua không còn; sổ và phiếu không đổi gì")


def _take_back(conf: Path, entries: dict[str, list[str | None]]) -> None:
    """The user's former values, but where the user changed ours meanwhile; added modules stay."""
    now = xlwings_conf.read_entries(conf)
    changes = {key: before for key, (before, ours) in entries.items() if now.get(key) == ours}
    changes[xlwings_conf.MODULES] = xlwings_conf.without_ours(now) or None
    xlwings_conf.change_entries(conf, changes)


def _held(path: Path) -> str:
    return f"Excel đang giữ tệp {path.name}: đóng Excel rồi chạy lại lệnh này."


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _put(path: Path, data: bytes, unfinished: Path) -> None:
    """The whole file or the old one: written in `unfinished` (same volume) and moved in one step.

    Not `workbook.safe.write_safely`: its second name beside a file in use would be a second add-in.
    """
    handle, name = tempfile.mkstemp(prefix=".thidua-", suffix=".tmp", dir=unfinished)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - the tests put a failing one in its place
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
