"""`thidua-xl addin selftest` on LibreOffice's xlwings engine: one whole run, and faults that it must tell of."""

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.office.calc import Calc
from tests.office.xlwings_calc import registered
from thidua_xl.cli import main
from thidua_xl.excel.buttons import BUTTONS
from thidua_xl.excel.selftest.report import DATA, TEXT

pytestmark = pytest.mark.office

UNSAVED = "đang gõ dở"


@dataclass(frozen=True)
class Proof:
    """What a whole run left behind."""

    code: int
    printed: str
    text: str
    data: dict[str, Any]
    mine: dict[str, object]
    """The user's own book after it."""


@pytest.fixture(scope="module")
def proof(calc: Calc, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proof]:
    """The command as a user starts it, while a book of the user's own is open and half typed in."""
    folder = tmp_path_factory.mktemp("home") / "tự kiểm tra"
    mine = folder.parent / "Sổ của tôi.xlsx"
    mine.write_bytes(small.read_bytes())
    with registered(calc) as app, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "home", lambda: folder.parent)
        book = app.books.open(str(mine))
        book.sheets[0]["A60"].value = UNSAVED
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = main(["addin", "selftest", "--out", str(folder)])
        after: dict[str, object] = {
            "open": [one.name for one in app.books], "cell": book.sheets[0]["A60"].value,
            "saved": mine.read_bytes() == small.read_bytes(), "boxes": list(app.impl.alerts),
            "running": xw.apps.count, "beside": sorted(path.name for path in folder.parent.glob("[!.]*")),
        }  # fmt: skip
        book.close()
    text = (folder / TEXT).read_text("utf-8-sig")
    yield Proof(code, out.getvalue(), text, json.loads((folder / DATA).read_text("utf-8")), after)


def test_every_button_is_named_and_equals_the_command_line(proof: Proof) -> None:
    """All 22 by their Vietnamese labels, none different, each with what was proven and the time of its click."""
    lines = proof.data["buttons"]
    assert [line for line in lines if line["verdict"] != "equal"] == []
    assert [line["name"] for line in lines] == [button.command for button in BUTTONS]
    for button, line in zip(BUTTONS, lines, strict=True):
        assert line["what"].startswith(button.label)
        assert line["seconds"] >= 0 and line["proven"]
        assert f"  Đạt       {line['what']} " in proof.text
    assert (proof.code, proof.data["equal"], proof.data["wrong"]) == (0, True, 0)
    assert "KẾT QUẢ: ĐẠT." in proof.text.splitlines()[1]


def test_the_report_is_printed_as_it_is_saved_and_names_no_user(proof: Proof) -> None:
    """It can be sent by mail as it is: the home folder, which is named after the user, stands as ~."""
    assert proof.text.replace("\r\n", "\n") in proof.printed
    assert "~" in proof.data["folder"]
    for saved in (proof.text, json.dumps(proof.data, ensure_ascii=False)):
        assert "/home0" not in saved
    assert {"thidua_xl", "Excel", "Python", "xlwings", "Hệ điều hành"} == proof.data["versions"].keys()


def test_the_users_own_book_is_left_alone(proof: Proof) -> None:
    """Still open, what was typed still there and unsaved, no box, no second Excel, no file beside it."""
    assert proof.mine == {
        "open": ["Sổ của tôi.xlsx"], "cell": UNSAVED, "saved": True, "boxes": [], "running": 1,
        "beside": ["Sổ của tôi.xlsx", "tự kiểm tra"],
    }  # fmt: skip
