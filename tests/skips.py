"""Which tests may be skipped in CI (`CI=true`): those named here, and no other.

A witness that is not there says nothing, and a suite that skips in silence looks like one that passed.
"""

import os
import sys
from collections.abc import Mapping

import pytest

NOT_OURS_TO_SHIP = {
    "the OOXML schemas are not here": "ISO/IEC 29500; Microsoft's validator looks at the same files",
    "customui14.xsd is not here": "Microsoft's schema of the ribbon",
    "imagemso.txt is not here": "Microsoft's list of icons",
}
"""Beginnings of reasons that are allowed on every machine, each with the reason why."""
OF_THE_MACHINE = {
    "root and Windows write anywhere": "CI may run as root, who is refused nothing",
    "this 7-Zip opens no RAR": "Debian leaves RAR out of some makes; bsdtar is tried with the same archives",
    "this Python was built without Tcl/Tk": "Debian has it as python3-tk, python.org brings it along; pyenv may not",
    "this XlsxWriter has no private names": "the newest version may have others: the slow way serves",
}
OUTSIDE_LINUX = {
    "LibreOffice (soffice) is not installed": "driven by Debian's own Python",
    "python3-uno is not installed": "the same",
    "Gnumeric (ssconvert) is not installed": "no build for Windows or macOS",
    "dovecot is not installed": "no build for Windows",
    "openssl is not installed": "goes with dovecot",
    "Xvfb is not installed": "a display without a screen is X11's",
    "bsdtar is not installed": "Windows calls it tar.exe",
    "7z is not installed": "not on every machine of a public CI",
    "7z (7-Zip) is not installed": "the same",
    "workers are forked on Linux only": "Python starts them anew elsewhere",
    "the limit of memory is Linux's": "no such call elsewhere",
    "memory is read from /proc": "no such folder elsewhere",
    "only Linux hands a peak on": "nothing to show elsewhere",
    "Windows has no such": "signals, limits and modes of POSIX",
    "sends a signal": "the same",
    "forks": "the same",
    "there it is not empty": "Windows has a registry",
    "there it would install": "what the Windows machine does besides, with a real Python",
    "no shell that reads as the Mac's does": "no bash on Windows",
}
"""What other systems do not have; on Linux every one of these is a failure."""


def in_ci(environment: Mapping[str, str] = os.environ) -> bool:
    """Is this the machine that decides whether a change lands?"""
    return environment.get("CI", "").lower() in ("true", "1")


def allowed(reason: str, platform: str = sys.platform) -> bool:
    """May a test be skipped in CI for this reason (the text after pytest's `Skipped: `)?"""
    known = {**NOT_OURS_TO_SHIP, **OF_THE_MACHINE, **({} if platform == "linux" else OUTSIDE_LINUX)}
    return reason.removeprefix("Skipped: ").startswith(tuple(known))


def required(report: pytest.TestReport | pytest.CollectReport) -> bool:
    """Is this a skip that CI does not allow? An expected failure (`xfail`) is none."""
    return report.skipped and not hasattr(report, "wasxfail") and not allowed(_reason(report))


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr
    return told[2] if isinstance(told, tuple) else str(told)
