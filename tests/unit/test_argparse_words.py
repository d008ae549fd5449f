"""What argparse says, it says in Vietnamese."""

import argparse
import ast
import gettext
import inspect
import re
from collections.abc import Iterator

import pytest

from thidua_xl.commands.parser import build_parser
from thidua_xl.wording.argparse_words import SENTENCES, Catalogue, in_vietnamese

_OF_PROGRAMMERS = (
    ".__call__() not defined", "%r is not callable", "subcommands", 'argument "-" with mode %r',
    "cannot ", "conflicting ", "dest= is required", "invalid option string", "invalid conflict_resolution",
    "mutually exclusive arguments must", "'required' is an invalid argument", "invalid argument",
    "(default: %(default)s)", "defaults are not supported",
)  # fmt: skip
"""Beginnings of what is said to who writes a parser, or by what we do not use."""


def _asked_for() -> Iterator[str]:
    """Every text that the argparse of this Python looks up."""
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            yield from (
                a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
            )


def test_every_sentence_of_this_argparse_is_in_the_catalogue() -> None:
    """A new Python with a new sentence is told here, not by a user who reads English."""
    said = {text for text in _asked_for() if not text.startswith(_OF_PROGRAMMERS)}
    assert len(said) > 20
    assert said - SENTENCES.keys() == set()


@pytest.mark.parametrize("english", SENTENCES)
def test_a_sentence_is_filled_with_what_the_english_one_is(english: str) -> None:
    """No slot that argparse does not fill, and the types of what it does not name."""
    slots = re.compile(r"%\((\w+)\)[rs]|%[rs]")
    wanted, filled = (
        sorted(slot.group() for slot in slots.finditer(text)) for text in (english, SENTENCES[english])
    )
    assert set(filled) <= set(wanted)
    if "%(" not in english:
        assert filled == wanted


def _english() -> set[str]:
    """The words of argparse's sentences."""
    words = {word for text in SENTENCES for word in re.findall(r"(?<![(\w])[a-z]{3,}\b", text)}
    return words - {"error", "show", "more", "help", "version"}


USAGE_ERRORS = (
    (), ("nosuch",), ("submit", "a.xlsx"), ("submit", "a.xlsx", "--kind", "x"), ("rank",), ("check",),
    ("rank", "a.xlsx", "--nosuch"), ("rank", "a.xlsx", "--json=1"), ("fetch-mail", "a.xlsx", "--port", "x"),
    ("fetch-mail", "a.xlsx", "--port"), ("fetch-mail", "a.xlsx", "--since", "x"), ("new",), ("addin", "x"),
    ("new", "cluster", "a.xlsx", "--sample", "--from", "b"), ("fetch-mail", "a.xlsx", "--p", "1"),
    ("addin", "bundle", "--out", "x", "--python"), ("new", "cluster", "a.xlsx", "b.xlsx"),
)  # fmt: skip


@pytest.mark.parametrize("arguments", USAGE_ERRORS, ids=" ".join)
def test_a_usage_error_has_no_english_word(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """One Vietnamese sentence with the way to the help."""
    with in_vietnamese(), pytest.raises(SystemExit):
        build_parser().parse_args(arguments)
    said = capsys.readouterr().err
    assert said.endswith("--help\n") and said.count("\n") == 1
    assert set(re.findall(r"(?<!-)\b[a-z]{3,}", said.partition(" Xem: ")[0])) & _english() == set()


def test_help_has_no_english_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """Usage, arguments and options are headed in Vietnamese, of the whole and of a command."""
    for arguments in (("--help",), ("new", "--help"), ("submit", "--help")):
        with in_vietnamese(), pytest.raises(SystemExit):
            build_parser().parse_args(arguments)
        said = capsys.readouterr().out
        assert said.startswith("Cách dùng: ")
        assert "Tùy chọn:\n  -h, --help" in said
        assert "xem trợ giúp này" in said
        assert {"usage", "options", "positional", "arguments", "message"} & set(
            re.findall(r"\w+", said)
        ) == set()


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("invalid choice: %(value)r (choose from %(choices)s)", "không có lựa chọn: 'x' (chọn trong a, b)"),
        ("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
         "không có lựa chọn: 'x', có phải 'a'? (chọn trong a, b)"),
    ],
)  # fmt: skip
def test_a_newer_python_is_understood(asked: str, answered: str) -> None:
    """Sentences that this Python may not know yet."""
    assert Catalogue().gettext(asked) % {"value": "x", "closest": "a", "choices": "a, b"} == answered


def test_others_find_argparse_as_it_was() -> None:
    """Afterwards the machine's own catalogue answers again."""
    with in_vietnamese():
        pass
    assert vars(argparse)["_"] is gettext.gettext
    assert argparse.ArgumentParser("x").format_usage().startswith("usage: ")
