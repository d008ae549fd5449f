"""Shared strings of which a run does not look plain are the same, one by one or by parsing the whole part."""

import pytest

from thidua_xl.intake.second_reading import _odd_among, _odd_numbers

HEAD = '<?xml version="1.0"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {}count="4">'
PLAIN, STRUCK, RULED = (
    "<si><t>Đạt</t></si>",
    "<si><r><rPr><strike/></rPr><t>x</t></r></si>",
    '<si><r><rPr><sz val="11"/></rPr><t>strike</t></r></si>',
)
PREFIXED = '<si><r><rPr><color x:rgb="FFFFFFFF" rgb="FFFFFFFF"/></rPr><t>9</t></r></si>'


@pytest.mark.parametrize(
    ("strings", "declared", "odd"),
    [
        ((PLAIN, STRUCK, RULED, STRUCK), "", {1, 3}),
        ((RULED, PLAIN), "", set()),
        ((PREFIXED, PLAIN), 'xmlns:x="x" ', {0}),
        ((PLAIN, STRUCK + "<!-- -->"), "", {1}),
        ((PLAIN, '<si><r><rPr><strike val="&#48;"/></rPr><t>x</t></r></si>'), "", set()),
        ((PLAIN, STRUCK.replace("<strike", '<strike xmlns="urn:other"')), "", set()),
    ],
)
def test_both_ways_find_the_same(strings: tuple[str, ...], declared: str, odd: set[int]) -> None:
    """Plain parts take the quick way, others the parser; namespaces and references mean the same in both."""
    part = (HEAD.format(declared) + "".join(strings) + "</sst>").encode()
    assert set(_odd_numbers(part)) == odd == _odd_among(part)
