"""The catalogue of messages."""

import re
import string
from decimal import Decimal
from pathlib import Path

import pytest

from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import finding, in_order

ROOT = Path(__file__).parents[2]
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "thidua_xl").rglob("*.py"))
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)
)


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
    assert re.search(rf"Code\.{code.name}\b", SOURCES)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_code_has_a_test(code: Code) -> None:
    """Stable codes are a promise to other programs."""
    assert re.search(rf"\b{code.name}\b", TESTS)


def test_numbers_are_shown_with_a_comma_and_kept_with_a_point() -> None:
    """People read 15,5; programs read 15.5."""
    found = finding(Code.OVER_MAXIMUM, cell="I9", value=Decimal("15.5"), limit=Decimal(15), criterion="I.2")
    assert found.value == "15.5"
    assert found.message == "Ô I9: điểm 15,5 vượt điểm tối đa 15 của tiêu chí I.2."
    assert found.action == "Nhập điểm từ 0 đến 15."


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
