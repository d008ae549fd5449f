"""Time and name in what the program writes: held by SOURCE_DATE_EPOCH and THIDUA_USER, else real."""

import datetime
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_DISPLAY_NAME = 3  # EXTENDED_NAME_FORMAT.NameDisplay
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def now() -> datetime.datetime:
    """The moment, in Vietnam's time, to the second."""
    held = os.environ.get("SOURCE_DATE_EPOCH", "")
    if held.isdecimal():
        return datetime.datetime.fromtimestamp(int(held), VIETNAM)
    return datetime.datetime.now(VIETNAM).replace(microsecond=0)


def timestamp(moment: datetime.datetime) -> str:
    """How moments are written on the sheets."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def who() -> str:
    """Whose name stands in the journal: as the office set it, else in full as this machine knows it."""
    named = os.environ.get("THIDUA_USER", "").strip()
    if named:
        return named
    try:
        return full_name() or getpass.getuser()
    except (OSError, KeyError):  # no such user on this machine
        return "không rõ"


def full_name() -> str:
    """The name in full of who is logged in; empty where the machine knows only a short one."""
    if sys.platform == "win32":
        return _full_name_on_windows()
    import pwd

    return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()


def _full_name_on_windows() -> str:
    import ctypes

    try:
        ask = ctypes.WinDLL("secur32").GetUserNameExW  # type: ignore[attr-defined,unused-ignore]
        room = ctypes.c_ulong(256)
        name = ctypes.create_unicode_buffer(room.value)
        known = ask(_DISPLAY_NAME, name, ctypes.byref(room))
    except (OSError, AttributeError):
        return ""
    return name.value.strip() if known else ""


@contextmanager
def held(moment: datetime.datetime, name: str) -> Iterator[None]:
    """Everything inside, also in processes that it starts, is written at this moment and under this name."""
    wanted = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "THIDUA_USER": name}
    before = {key: os.environ.get(key) for key in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
