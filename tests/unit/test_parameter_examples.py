"""Every example of `Tham số` is one that its rule understands; guides and cells quote the same catalogue."""

import re

import pytest

from thidua_xl.addin.guide import guides_folder
from thidua_xl.domain.scoring.consequences import read_consequences
from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind
from thidua_xl.domain.scoring.group_rules import GroupRule, parse_group
from thidua_xl.domain.scoring.parameter_examples import MAY_BE_BLANK, OF_KINDS, OF_METHODS, quoted
from thidua_xl.domain.scoring.parameters import EXAMPLES, Invalid, Parameter, parse_parameter

_ALL = [(method, text) for method, texts in OF_METHODS.items() for text in texts]


def parsed(method: Method, text: str) -> Parameter | Invalid:
    """What the rule makes of it, of a criterion of 60 points."""
    kind = RowKind.PENALTY if method is Method.DEDUCT_PER_EVENT else RowKind.CRITERION
    return parse_parameter(Criterion("I.1", kind=kind, max_points=60_000, method=method, parameter=text))


@pytest.mark.parametrize(("method", "text"), _ALL)
def test_an_example_is_understood_by_its_rule(method: Method, text: str) -> None:
    """Who takes what the cell offers has a rule that works."""
    assert not isinstance(parsed(method, text), Invalid)


def test_every_rule_has_its_examples() -> None:
    """A rule that needs a parameter offers one; no example stands there twice."""
    assert set(OF_METHODS) == set(Method)
    assert {method for method, texts in OF_METHODS.items() if not texts} <= MAY_BE_BLANK
    assert all(len(set(texts)) == len(texts) for texts in OF_METHODS.values())


@pytest.mark.parametrize("method", sorted(MAY_BE_BLANK))
def test_a_rule_that_needs_no_parameter_takes_a_blank_cell(method: Method) -> None:
    """What the findings say of it is true."""
    assert not isinstance(parsed(method, ""), Invalid)


@pytest.mark.parametrize("method", sorted(set(Method) - MAY_BE_BLANK))
def test_other_rules_do_not(method: Method) -> None:
    """The same the other way round."""
    assert isinstance(parsed(method, ""), Invalid)


@pytest.mark.parametrize("text", OF_KINDS[RowKind.SECTION])
def test_an_example_of_a_section_is_a_rule_of_groups(text: str) -> None:
    """It says something, and is understood."""
    rule = parse_group(text)
    assert isinstance(rule, GroupRule) and not rule.is_plain


@pytest.mark.parametrize("text", OF_KINDS[RowKind.CONDITION])
def test_an_example_of_a_condition_is_a_consequence(text: str) -> None:
    """It says what a unit loses."""
    assert read_consequences(text)


@pytest.mark.parametrize("method", Method)
def test_a_finding_quotes_the_first_example(method: Method) -> None:
    """`EXAMPLES` has no list of its own."""
    assert EXAMPLES[method] == quoted(method)
    assert all(text in quoted(method) for text in OF_METHODS[method][:1])


def test_the_guide_quotes_the_catalogue() -> None:
    """The first example of every rule that needs one stands in the guide's table of rules."""
    text = (guides_folder() / "truong_cum.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \|[^|]*\| (.*) \|$", text, re.M)
    told = {name.strip(): says for name, says in rows}
    for method in sorted(set(Method) - MAY_BE_BLANK):
        line = next(says for name, says in told.items() if method.value in name)
        assert f"`{OF_METHODS[method][0]}`" in line, method
