"""Time and name in what the program writes: held by SOURCE_DATE_EPOCH and THIDUA_USER, else real."""

import datetime
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager

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
    """Whose name stands in the journal."""
    named = os.environ.get("THIDUA_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user on this machine
        return "không rõ"


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
