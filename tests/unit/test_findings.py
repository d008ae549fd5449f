"""The catalogue of messages."""

import re
import string
from decimal import Decimal
from pathlib import Path

import pytest

from thidua_xl.domain.scoring.settings import Milestones
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import HERE, finding, in_order, numbered

ROOT = Path(__file__).parents[2]
RAISED = frozenset(
    name
    for path in (ROOT / "thidua_xl").rglob("*.py")
    for name in re.findall(r"Code\.(\w+)", path.read_text(encoding="utf-8"))
)
"""Members of `Code` that the program names."""
WORDS = frozenset(
    word
    for path in (ROOT / "tests").rglob("*.py")
    if path != Path(__file__)
    for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
)
"""All words of the tests."""


def _fields(code: Code) -> set[str]:
    texts = code.value.message + code.value.action
    return {name for _, name, _, _ in string.Formatter().parse(texts) if name}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_code_has_two_whole_sentences(code: Code) -> None:
    """A clerk is told where and why, and what to do, in sentences that end."""
    for text in (code.value.message, code.value.action):
        assert text[0].isupper()
        assert text.rstrip().endswith((".", "}"))


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_code_is_raised_somewhere(code: Code) -> None:
    """A message that nothing says is dead."""
    assert code.name in RAISED


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_code_has_a_test(code: Code) -> None:
    """Stable codes are a promise to other programs."""
    assert code.name in WORDS


def test_numbers_are_shown_with_a_comma_and_kept_with_a_point() -> None:
    """People read 15,5; programs read 15.5."""
    found = finding(Code.OVER_MAXIMUM, cell="I9", value=Decimal("15.5"), limit=Decimal(15), criterion="I.2")
    assert found.value == "15.5"
    assert found.message == "Ô I9: điểm 15,5 vượt điểm tối đa 15 của tiêu chí I.2."
    assert found.action == "Nhập điểm từ 0 đến 15."


def test_a_record_is_told_in_its_own_words() -> None:
    """Though it is a tuple: `50; 60`, as it is typed."""
    told = finding(Code.RULE_UNKNOWN, sheet="Cụm", name=Milestones(), value="x", allowed=("a", "b"))
    assert "50; 60" in told.message
    assert told.action.endswith("a, b.")


def test_a_text_with_braces_is_quoted_as_it_is() -> None:
    """What a unit typed never changes the sentence."""
    found = finding(Code.NOT_A_NUMBER, cell="J9", value="{cell}", likely="")
    assert "“{cell}”" in found.message


def test_what_is_unknown_is_null_in_json() -> None:
    """Programs can tell nothing from an empty text."""
    json = finding(Code.FILE_EMPTY, file="a.xlsx").as_json()
    assert json["unit"] is None
    assert json["file"] == "a.xlsx"
    assert json["severity"] == "error"


def test_the_order_does_not_depend_on_the_order_of_finding() -> None:
    """Two runs print the same list."""
    findings = [finding(code, unit="B" if at % 2 else "A", details=dict.fromkeys(_fields(code) - PLACES, "x"))
                for at, code in enumerate(Code)]  # fmt: skip
    assert in_order(findings) == in_order(reversed(findings))


PLACES = {"unit", "criterion", "file", "sheet", "cell", "value"}


# --- the place ------------------------------------------------------------------------------


def test_a_finding_of_a_drawn_table_gets_its_address_later() -> None:
    """Its sentences name the address, wherever the row comes to stand."""
    found = finding(Code.REASON_MISSING, unit="A", sheet="Thống nhất điểm", row=("A", "I.1"), header="Lý do",
                    what="điểm tiêu chí I.1", old="5", new="4")  # fmt: skip
    here, there = found.at("O7"), found.at("O9")
    assert (found.cell, here.cell, there.cell) == ("", "O7", "O9")
    assert "O7" in here.message + here.action
    assert here.message.replace("O7", "O9") == there.message


def test_a_row_that_is_not_drawn_has_no_address() -> None:
    """The sentence says that the place is not known; no sign of the program's own is left in it."""
    found = finding(Code.DATE_UNREADABLE, sheet="Bỏ phiếu", row=("3",), header="Ngày", value="mai").at("")
    assert (found.cell, HERE in found.message + found.action) == ("", False)
    assert "(không rõ)" in found.message + found.action


def test_repeated_rows_are_told_apart() -> None:
    """The second row of a key has a key of its own; the first keeps it."""
    assert numbered([("A",), ("B",), ("A",), ("A",)]) == [("A",), ("B",), ("A", "2"), ("A", "3")]


_ASSESSING = (
    "assess",
    "book_findings",
    "second_look",
    "typed_days",
    "merge",
    "decisions",
    "approved",
    "year",
)


@pytest.mark.parametrize("name", _ASSESSING)
def test_assessing_knows_no_layout(name: str) -> None:
    """One function places what it finds: whoever moves a table changes nothing else."""
    text = (Path(__file__).parents[2] / "thidua_xl" / "cluster" / f"{name}.py").read_text(encoding="utf-8")
    judging = text.split("def of_the_year")[0] if name == "year" else text
    assert ".placement(" not in judging
