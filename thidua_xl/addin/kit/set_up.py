"""What one double-click on the kit does on a PC: everything for one user, without Internet and administrator.

The kit's own Python runs this out of the wheel, before anything is installed: it needs the standard library alone.
"""

import shutil
import sys
import traceback
from pathlib import Path

from ... import __version__
from ...errors import CannotRunError
from .. import places
from ..configured import read_configured
from ..install import read_record
from ..places import ADDIN
from . import commands
from .build_home import build_home
from .examined import AGAIN, examine_kit
from .home import (
    COMMAND,
    GUIDE,
    OWN,
    TAKE_AWAY,
    UNINSTALL_KEY,
    VENV,
    Installed,
    interpreter,
    links,
    read_installed,
)
from .listed import LIST, check_whole, fingerprint
from .pc import Pc, log_of, speak_vietnamese, values_of_uninstall
from .snapshot import snapshot
from .swap import recover, remove, swapped

ONLY_WINDOWS = "Bộ cài này chỉ dùng trên Windows; ở máy khác cài bằng pip."
NOTHING_TO_DO = "Đã cài đúng bộ này rồi, không đổi gì."
DONE = "Đã cài xong. Mở Excel: thẻ Thi đua ở cuối dải lệnh."
DONE_BUT = "Đã cài, nhưng còn dòng Vướng ở trên: làm theo phần sau dấu mũi tên."
LOG_LIES = "Nhật ký lần cài này: {path}"


def main(kit: Path, pc: Pc | None = None) -> int:
    """Install, and say what came of it: 0, or 1 with a sentence and the log's place."""
    speak_vietnamese()
    if pc is None:
        machine = places.this_machine()
        if not machine.is_windows:
            print(f"LỖI: {ONLY_WINDOWS}")
            return 1
        pc = Pc(machine, log_of(machine, "cai_dat"))
    try:
        set_up(kit, pc)
    except CannotRunError as stopped:
        return _failed(pc, str(stopped))
    except OSError as fault:
        return _failed(pc, f"Không ghi được {fault.filename or pc.root}: {fault.strerror or 'đĩa báo lỗi'}.")
    except Exception as fault:
        return _failed(
            pc, f"Việc cài dừng vì lỗi ngoài dự tính: {fault}. Gửi tệp nhật ký cho người quản trị máy."
        )
    return 0


def _failed(pc: Pc, sentence: str) -> int:
    pc.log.note(traceback.format_exc())
    pc.log.say()
    pc.log.say(f"LỖI: {sentence}")
    pc.log.keep()
    if pc.log.path.is_file():
        pc.log.say(LOG_LIES.format(path=pc.log.path))
    return 1


def set_up(kit: Path, pc: Pc) -> None:
    """All steps; after a failure the former installation works as before.

    Raises:
        CannotRunError: what stopped it.
    """
    pc.must_have_no_excel()
    pc.log.say("Kiểm tra bộ cài…")
    check_whole(kit)
    home = OWN if (kit / OWN / "python.exe").is_file() else VENV
    for name in (OWN, VENV):
        recover(pc.root / name)
    before = read_installed(pc.root)
    if (
        before is not None
        and before.kit == fingerprint(kit)
        and before.home == home
        and _stands(kit, pc, home)
    ):
        pc.log.say(NOTHING_TO_DO)
        return
    pc.log.keep()
    _bring(kit, home, before, pc)
    _examine(pc, home)
    pc.log.say(LOG_LIES.format(path=pc.log.path))


def _stands(kit: Path, pc: Pc, home: str) -> bool:
    """Whether all that this kit would bring is there as it would bring it, and runs."""
    python, addin = interpreter(pc.root, home), places.installed_addin(pc.machine)
    return (
        _is_called(pc, python)
        and not any(line.action == AGAIN for line in examine_kit(pc.machine, pc.registry, pc.run))
        and addin.is_file()
        and addin.read_bytes() == (kit / ADDIN).read_bytes()
        and pc.run([str(python), "-I", "-c", "import thidua_xl, xlwings"]).worked
    )


def _is_called(pc: Pc, python: Path) -> bool:
    """Whether the buttons start the Python of this folder."""
    configured = read_configured(places.configuration(pc.machine))
    return configured is not None and Path(configured.interpreter).parent == python.parent


def _bring(kit: Path, home: str, before: Installed | None, pc: Pc) -> None:
    new, number = build_home(kit, home, pc)
    former = snapshot(pc)
    try:
        with swapped(new, pc.root / home):
            pc.log.say("Cài bộ nút vào Excel…")
            if before is not None and before.home != home:
                _drop_entries(pc)
            _put_addin(pc, interpreter(pc.root, home))
            _put_files(kit, home, pc)
    except BaseException:
        former.give_back(pc)
        raise
    installers = _installers(kit, before, pc)
    Installed(fingerprint(kit), home, number, __version__, installers).write(pc.root)
    for other in {OWN, VENV} - {home}:
        remove(pc.root / other)


def _drop_entries(pc: Pc) -> None:
    """Ways into the window that call the Python of another home; the new one makes its own, if it has a window."""
    record = read_record(places.record(pc.machine))
    stale = [name for name in record.files if Path(name).suffix in (".lnk", ".cmd")]
    for name in stale:
        Path(name).unlink(missing_ok=True)
    record.files = [name for name in record.files if name not in stale]
    record.write(places.record(pc.machine))


def _put_addin(pc: Pc, python: Path) -> None:
    """By the command that everybody uses; functions for cells that were there come along.

    A configuration that is there afterwards is a new one: the command did its work, whatever code it ended with.
    """
    places.configuration(pc.machine).unlink(missing_ok=True)
    options = ["--functions"] if read_record(places.record(pc.machine)).entries else []
    done = pc.run([str(python), "-I", "-X", "utf8", "-m", "thidua_xl", "addin", "install", *options])
    pc.log.say(done.text.rstrip())
    if done.code > 1 or not (_is_called(pc, python) and places.installed_addin(pc.machine).is_file()):
        raise CannotRunError(f"Không cài được bộ nút: {done.last_error}")


def _put_files(kit: Path, home: str, pc: Pc) -> None:
    """Commands, guide, list, entries: small files, each the new one or the old one."""
    for name in (GUIDE, LIST):
        shutil.copyfile(kit / name, pc.root / name)
    commands.write(pc.root, home)
    python = interpreter(pc.root, home)
    for link, target in links(pc.machine).items():
        command = [str(python), "-I", "-m", "thidua_xl.addin.shortcut", str(link), str(target)]
        pc.step(command, f"Không đặt được mục {link.stem} vào menu Start")
    pc.settings(UNINSTALL_KEY, values_of_uninstall(pc.root, __version__, TAKE_AWAY))


def _installers(kit: Path, before: Installed | None, pc: Pc) -> list[str]:
    """python.org's installers whose Python lives in our folder: only they can take it away again."""
    known = list(before.installers) if before is not None else []
    for installer in kit.glob("python-3.*-amd64.exe"):
        if pc.root in Path(sys.base_prefix).parents and installer.name not in known:
            shutil.copyfile(installer, pc.root / installer.name)
            known.append(installer.name)
    return known


def _examine(pc: Pc, home: str) -> None:
    python = interpreter(pc.root, home)
    pc.log.say("\nChẩn đoán:")
    done = pc.run([str(python), "-I", "-X", "utf8", "-m", "thidua_xl", "addin", "doctor"])
    pc.log.say(done.text.rstrip())
    pc.log.say()
    pc.log.say(DONE if done.worked else DONE_BUT)
    pc.log.say(f"Dòng lệnh: {pc.root / COMMAND}")
