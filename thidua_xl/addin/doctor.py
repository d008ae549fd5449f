"""Why a button does not run: everything that has stood in the way somewhere, each line with what to do.

Needs nothing but Python itself, so that it also speaks where the libraries are broken.
"""

from collections.abc import Iterator
from pathlib import Path

from . import entries, places, trust
from .configured import Configured, read_configured
from .install import NO_ADDIN, STORE_PYTHON, read_record
from .kit.examined import examine_kit
from .lines import Line, ok, problem, warning
from .mark import is_marked
from .places import ADDIN, NO_EXCEL, Machine
from .registry import Registry, windows_registry
from .running import Run, run_command
from .software import OLDEST_PYTHON, Software, here, try_as_excel
from .xlwings_conf import MODULES, read_entries

INSTALL = "Chạy: thidua-xl addin install"


def examine(
    machine: Machine,
    *,
    software: Software | None = None,
    registry: Registry = windows_registry,
    addin: Path | None = None,
    folder: Path | None = None,
    run: Run = run_command,
) -> list[Line]:
    """Look at everything; nothing is changed.

    Args:
        machine: What is examined.
        software: The versions that run; None: found out.
        registry: The settings of Windows.
        addin: The add-in that should be installed; None: the one that came with the package.
        folder: Where the user's workbooks are; None: the current folder.
        run: How other programs are run (xattr on macOS).
    """
    software = software or here()
    lines = list(_programs(machine, software))
    if not (machine.is_windows or machine.is_macos):
        window = "Mở cửa sổ Thi đua (thidua-xl window): có đủ các nút; hoặc cài ở máy có Excel."
        return [*lines, *_entries(machine), warning(NO_EXCEL, window)]
    if machine.is_windows:
        lines += examine_kit(machine, registry, run)
    lines += _configuration(machine, software, run)
    lines += _addin(machine, addin or places.addin_file(), run)
    lines += _entries(machine)
    if machine.is_macos:
        return [*lines, _applescript(machine, software)]
    lines += trust.examine_windows(machine, registry, folder or Path.cwd())
    modules = read_entries(places.xlwings_configuration(machine)).get(MODULES, "")
    return [*lines, trust.functions(machine, registry, modules)]


def _entries(machine: Machine) -> Iterator[Line]:
    return entries.examine(read_record(places.record(machine)).files)


def _programs(machine: Machine, software: Software) -> Iterator[Line]:
    number = ".".join(map(str, software.python))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    if software.python[:2] < OLDEST_PYTHON:
        yield problem(f"Python {number} cũ quá", f"Cài Python {oldest} trở lên từ python.org.")
    elif machine.has_store_python:
        yield problem(f"Python {number} của Microsoft Store", STORE_PYTHON)
    elif software.bits != 64:
        yield warning(
            f"Python {number} ({software.bits} bit)", "Nên cài bản 64 bit; bộ cài offline chỉ có bản ấy."
        )
    else:
        yield ok(f"Python {number} ({software.bits} bit)")
    yield ok(f"thidua_xl {software.version}")
    yield _xlwings(machine, software)


def _xlwings(machine: Machine, software: Software) -> Line:
    has, wanted = software.xlwings, software.pinned
    if has is None and not (machine.is_windows or machine.is_macos):
        return ok("xlwings không cài; ở máy này không cần")
    if has is None:
        return problem("Chưa có xlwings", "Cài lại gói thidua_xl đầy đủ.")
    if wanted is not None and has != wanted:
        return problem(f"xlwings {has}, trong khi thidua_xl cần đúng {wanted}",
                       f"Chạy: python -m pip install xlwings=={wanted}, rồi thidua-xl addin install")  # fmt: skip
    return ok(f"xlwings {has}")


def _configuration(machine: Machine, software: Software, run: Run) -> Iterator[Line]:
    path = places.configuration(machine)
    found = read_configured(path)
    if found is None:
        yield problem(f"Chưa có cấu hình {path}", INSTALL)
        return
    yield _interpreter(machine, found, run)
    if (found.version, found.xlwings) != (software.version, software.xlwings):
        yield warning(f"Cấu hình ghi lúc cài thidua_xl {found.version}, xlwings {found.xlwings}", INSTALL)
    if not Path(found.logs).is_dir():
        yield warning(f"Không có thư mục nhật ký {found.logs}", INSTALL)


def _interpreter(machine: Machine, found: Configured, run: Run) -> Line:
    if not Path(found.interpreter).is_file():
        return problem(f"Python mà nút gọi không còn: {found.interpreter}", INSTALL)
    if Path(found.interpreter) != places.interpreter(machine):
        return warning(f"Nút gọi Python khác với Python này: {found.interpreter}",
                       "Muốn nút dùng Python này thì chạy: thidua-xl addin install")  # fmt: skip
    started = try_as_excel(machine, run)
    if not started.worked:
        return problem(f"Python mà nút gọi không nạp được thidua_xl: {started.last_error}",
                       "Cài lại gói thidua_xl, rồi chạy: thidua-xl addin install")  # fmt: skip
    return ok(f"Nút gọi {found.interpreter}")


def _addin(machine: Machine, shipped: Path | None, run: Run) -> Iterator[Line]:
    path = places.installed_addin(machine)
    if not path.is_file():
        yield problem(f"Chưa có {path}", INSTALL)
        return
    if shipped is None:
        yield warning(f"{ADDIN} đã cài, không so được với bản của gói", NO_ADDIN)
    elif path.read_bytes() != shipped.read_bytes():
        yield problem(f"{ADDIN} đã cài khác bản của gói này", f"Đóng Excel. {INSTALL}")
    else:
        yield ok(f"{ADDIN} đã cài, đúng bản của gói")
    if is_marked(machine, path, run):
        yield problem(f"{ADDIN} còn dấu “tải từ Internet” nên Excel chặn macro", INSTALL)


def _applescript(machine: Machine, software: Software) -> Line:
    script = places.applescript(machine, software.xlwings or "")
    if software.xlwings and script.is_file():
        return ok(f"Excel được chạy Python qua {script.name}")
    return problem("Excel chưa được chạy Python (thiếu tệp AppleScript của xlwings)", INSTALL)
