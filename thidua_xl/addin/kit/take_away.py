"""What the kit brought is taken away again, all but the folder of the Python that runs this."""

import sys
from pathlib import Path

from ...errors import CannotRunError
from .. import places
from ..install import uninstall
from . import commands
from .home import GUIDE, RECORD, TAKE_AWAY, UNINSTALL_KEY, links, menu
from .listed import LIST
from .pc import Pc, log_of, speak_vietnamese

LAST = "Cửa sổ này xóa nốt Python riêng của chương trình; sổ, phiếu, cài đặt của bạn giữ nguyên."


def main(pc: Pc | None = None) -> int:
    """Take away, and say what is gone: 0, or 1 with a sentence."""
    speak_vietnamese()
    if pc is None:
        machine = places.this_machine()
        pc = Pc(machine, log_of(machine, "go_cai_dat"))
    try:
        take_away(pc)
    except (CannotRunError, OSError) as stopped:
        pc.log.say(f"LỖI: {stopped}")
        pc.log.keep()
        return 1
    return 0


def take_away(pc: Pc) -> None:
    """The add-in, entries and files of the kit; harmless where some are gone already.

    Raises:
        CannotRunError: Excel is open; nothing was taken away.
    """
    pc.must_have_no_excel()
    for line in uninstall(pc.machine):
        pc.log.say(line)
    for path in _brought(pc):
        path.unlink(missing_ok=True)
    if menu(pc.machine).is_dir() and not any(menu(pc.machine).iterdir()):
        menu(pc.machine).rmdir()
    pc.settings(UNINSTALL_KEY, None)
    pc.log.say(LAST)


def _brought(pc: Pc) -> list[Path]:
    """Not the command file that runs now: it deletes itself."""
    names = [name for name in (*commands.NAMES, GUIDE, LIST, RECORD) if name != TAKE_AWAY]
    return [*links(pc.machine), *(pc.root / name for name in names)]


if __name__ == "__main__":
    sys.exit(main())
