"""Every slot of a finding's texts is filled wherever the finding is made: no reader gets a KeyError instead of it."""

import ast
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import finding

_PACKAGE = Path(__file__).parents[2] / "thidua_xl"
_OF_ITSELF = frozenset({"unit", "criterion", "file", "sheet", "cell", "value", "unlock", "copied"})
"""What `finding` fills by itself."""
_CARRIERS: Mapping[str, frozenset[str]] = {
    "Reading": frozenset(),
    "Doubt": frozenset(),
    "Refused": frozenset({"detail"}),
    "Problem": frozenset({"detail"}),
}
"""What holds a code until a finding is made of it, and the slots that are filled from its other fields."""
_ELSEWHERE = {
    "RETURNED_UNMENDED",
    "NO_MULTIPLE",
    "OVER_MAXIMUM",
    "BELOW_LOWEST",
    "SCORE_MISSING",
    "WILD_RATIO",
}
"""Chosen in a pair with the other file, and by the checks of the table: tested where they are made."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Made(NamedTuple):
    """A place where a finding of this code is made, and the names of what is given for its texts."""

    code: str
    place: str
    given: frozenset[str]


def _slots(code: Code) -> set[str]:
    """Of both texts, without those that are always filled."""
    texts = (code.value.message, code.value.action)
    return {slot for text in texts for _, slot, _, _ in string.Formatter().parse(text) if slot} - _OF_ITSELF


def _codes(node: ast.expr) -> list[str]:
    """The codes that an expression can be; none where it is no code."""
    if isinstance(node, ast.IfExp):
        return [*_codes(node.body), *_codes(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [code for value in node.values for code in _codes(value)]
    is_code = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Code"
    return [node.attr] if is_code and isinstance(node, ast.Attribute) else []


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _assigned(inside: ast.AST, name: str) -> Iterator[ast.expr]:
    """What a local name is set to, also in a row of names."""
    for node in ast.walk(inside):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield node.value
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for one, value in zip(target.elts, node.value.elts, strict=True):
                    if isinstance(one, ast.Name) and one.id == name:
                        yield value


def _given(call: ast.Call, inside: ast.AST) -> frozenset[str]:
    """The keywords of a call, and the keys of the dictionaries that go into it."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    for value in list(values):
        if isinstance(value, ast.Name):
            values += _assigned(inside, value.id)
    keys = {
        key.value
        for value in values
        for inner in ast.walk(value)
        if isinstance(inner, ast.Dict)
        for key in inner.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    return frozenset({keyword.arg for keyword in call.keywords if keyword.arg} | keys)


@cache
def _functions() -> tuple[tuple[str, Function], ...]:
    """All functions of the package, each with its module."""
    return tuple(
        (path.stem, node)
        for path in sorted(_PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function)
    )


def _own_calls(function: Function) -> Iterator[ast.Call]:
    """The calls of a function, without those of functions inside it."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, Function):
            todo += ast.iter_child_nodes(node)


def _is_forwarded(call: ast.Call, function: Function) -> bool:
    """Whether a call is given the code that its function was given."""
    typed = {a.arg for a in function.args.args if a.annotation and ast.unparse(a.annotation) == "Code"}
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id in typed


def _filled_by(
    makers: Mapping[tuple[str, str], frozenset[str]], module: str, name: str
) -> frozenset[str] | None:
    """What a function fills: the one of this module, else what all of this name fill; None for any other."""
    if (module, name) in makers:
        return makers[module, name]
    same = [given for (_, other), given in makers.items() if other == name]
    return frozenset.intersection(*same) if same else None


@cache
def _makers() -> Mapping[tuple[str, str], frozenset[str]]:
    """Functions that make a finding of a code that they are given, and what they give for its texts themselves."""
    first = {("", name): given for name, given in {"finding": frozenset[str](), **_CARRIERS}.items()}
    makers = first
    for _ in range(3):  # makers of makers
        found: dict[tuple[str, str], frozenset[str]] = {}
        for module, function in _functions():
            for call in _own_calls(function):
                filled = _filled_by(makers, module, _called(call))
                if filled is not None and _is_forwarded(call, function):
                    given = _given(call, function) | filled
                    found[module, function.name] = found.get((module, function.name), given) & given
        makers = found | first
    return makers


def _made() -> Iterator[Made]:
    for module, function in _functions():
        for call in _own_calls(function):
            filled = _filled_by(_makers(), module, _called(call))
            if filled is None:
                continue
            for value in [*call.args, *(keyword.value for keyword in call.keywords)]:
                local = _assigned(function, value.id) if isinstance(value, ast.Name) else ()
                for code in [*_codes(value), *(code for one in local for code in _codes(one))]:
                    yield Made(code, f"{module}:{call.lineno}", _given(call, function) | filled)


MADE = tuple(dict.fromkeys(_made()))


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_slot_is_filled_wherever_the_finding_is_made(code: Code) -> None:
    """Whoever adds a slot to a text is told where it is not filled."""
    lacking = {one.place: _slots(code) - one.given for one in MADE if one.code == code.name}
    assert {place: slots for place, slots in lacking.items() if slots} == {}


def test_every_code_with_a_slot_is_seen_where_it_is_made() -> None:
    """The search above misses no finding that could lack something."""
    assert {code.name for code in Code if _slots(code)} - {one.code for one in MADE} <= _ELSEWHERE


def test_what_carries_a_code_hands_over_its_details() -> None:
    """Of a refused file or a reading a finding is made with the details that came with it."""
    calls = [
        (f"{module}:{call.lineno}", {keyword.arg for keyword in call.keywords})
        for module, function in _functions()
        for call in _own_calls(function)
        if _called(call) == "finding"
        and isinstance(call.args[0], ast.Attribute)
        and call.args[0].attr == "code"
    ]
    assert len(calls) > 8
    assert [place for place, given in calls if not given & {"detail", "details"}] == []


def test_a_slot_that_is_not_filled_is_an_error() -> None:
    """What the tests above look for."""
    with pytest.raises(KeyError, match="limit"):
        finding(Code.OVER_MAXIMUM, cell="I9")
