"""The clipboard of every desktop, by its own tool."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from thidua_xl.excel import clipboard

TEXT = "Đến 28/11: 3/4 xã đã nộp"


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], bytes]]:
    """What the tools were given."""
    given: list[tuple[Sequence[str], bytes]] = []

    def run(tool: Sequence[str], **named: Any) -> SimpleNamespace:
        given.append((tool, named["input"]))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    return given


@pytest.mark.parametrize(
    ("platform", "tool", "encoding"),
    [("win32", "clip", "utf-16-le"), ("darwin", "pbcopy", "utf-8"), ("linux", "xclip", "utf-8")],
)
def test_every_sign_arrives(
    monkeypatch: pytest.MonkeyPatch,
    fed: list[tuple[Sequence[str], bytes]],
    platform: str,
    tool: str,
    encoding: str,
) -> None:
    """In the encoding that the tool of this system reads."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: name == "xclip")
    assert clipboard.copy(TEXT)
    ((named, data),) = fed
    assert (named[0], data.decode(encoding)) == (tool, TEXT)


def test_a_desktop_without_a_tool_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is copied, and that is said."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert not clipboard.copy(TEXT)


@pytest.mark.parametrize("why", [FileNotFoundError(), subprocess.TimeoutExpired("clip", 5)])
def test_a_tool_that_fails_copies_nothing(monkeypatch: pytest.MonkeyPatch, why: Exception) -> None:
    """It hangs, or it is gone: the text goes into a file then."""

    def run(*_: Any, **__: Any) -> None:
        raise why

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "run", run)
    assert not clipboard.copy(TEXT)
