"""Time and name in what the program writes: held by SOURCE_DATE_EPOCH and THIDUA_USER, else real."""

import datetime
import getpass
import os

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def now() -> datetime.datetime:
    """The moment, in Vietnam's time, to the second."""
    held = os.environ.get("SOURCE_DATE_EPOCH", "")
    if held.isdecimal():
        return datetime.datetime.fromtimestamp(int(held), VIETNAM)
    return datetime.datetime.now(VIETNAM).replace(microsecond=0)


def who() -> str:
    """Whose name stands in the journal."""
    named = os.environ.get("THIDUA_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user on this machine
        return "không rõ"
