"""The ribbon: `macros/customUI14.xml` against Microsoft's schema, our VBA and the list of commands."""

import os
from pathlib import Path

import pytest
from lxml import etree
from pyopenvba.interpreter import parse_module

from tests.addin.excel import MACROS, for_platform
from thidua_xl.addin.build import sources
from thidua_xl.addin.buttons import BUTTONS

XML = MACROS / "customUI14.xml"
NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
ARITY = {"onLoad": 1, "getEnabled": 2, "onAction": 1}
TREE = etree.parse(XML).getroot()
FOUND = TREE.findall(f".//{NAMESPACE}button")

GROUPS = {
    "Sổ cụm": ["new", "new-from", "import-criteria", "import-units", "issue"],
    "Năm": ["next", "calendar", "issue-register", "issue-midyear", "remind", "summary", "meeting"],
    "Nhận và kiểm tra": ["check", "collect", "fetch-mail", "give-back"],
    "Chấm điểm": ["total", "rank", "vote", "explain"],
    "Hồ sơ": ["documents", "documents-selected", "documents-start", "documents-midyear", "documents-conference",
              "submit", "close", "reopen", "undo", "verify"],
    "Nội vụ": ["new-office", "issue-books", "consolidate", "appraise", "nominees"],
    "Trợ giúp": ["guide", "doctor"],
}  # fmt: skip


def _data(name: str) -> Path:
    """A file of Microsoft's that is not ours to ship; the test is skipped where it is absent."""
    usual = Path(__file__).parents[3] / "shared" / "data"
    path = Path(os.environ.get("THIDUA_RIBBON_DATA", usual)) / name
    if not path.is_file():
        pytest.skip(f"{name} is not here (set THIDUA_RIBBON_DATA to its folder)")
    return path


def test_the_ribbon_is_valid_for_excel() -> None:
    """One wrong attribute and Excel shows no tab at all."""
    xmlschema = pytest.importorskip("xmlschema")
    assert [str(error) for error in xmlschema.XMLSchema(_data("customui14.xsd")).iter_errors(XML)] == []


def test_every_command_has_one_button_and_no_button_is_dead() -> None:
    """Label and tag come from the list that the command line and the dispatcher share."""
    assert [(b.get("tag"), b.get("label")) for b in FOUND] == [(b.command, b.label) for b in BUTTONS]


def test_the_groups_are_those_of_the_design() -> None:
    """In the order of a clerk's year."""
    groups = TREE.findall(f".//{NAMESPACE}group")
    tags = {g.get("label"): [b.get("tag") for b in g.iter(f"{NAMESPACE}button")] for g in groups}
    assert list(tags.items()) == list(GROUPS.items())


def _procedures() -> dict[str, int]:
    """Public procedures of our standard modules, each with the number of its parameters."""
    found: dict[str, int] = {}
    for name, code in sources(MACROS).items():
        if (MACROS / f"{name}.bas").exists():
            module = parse_module(for_platform(code, "Windows"), name=name)
            found |= {f"{name}.{p.name}": len(p.params) for p in module.procedures if p.scope == "public"}
    return found


def test_every_callback_is_a_procedure_with_the_right_parameters() -> None:
    """Excel looks a callback up only when it needs it: a missing one shows as an error on a click."""
    procedures = _procedures()
    callbacks = [(key, value) for e in TREE.iter() for key, value in e.attrib.items() if key in ARITY]
    assert len(callbacks) == 1 + 2 * len(BUTTONS)
    assert [(key, value) for key, value in callbacks if procedures.get(str(value)) != ARITY[str(key)]] == []


def test_every_button_is_enabled_and_acts_by_a_callback() -> None:
    """No button is left out of the two."""
    assert all(
        {"onAction", "getEnabled", "tag", "screentip", "supertip", "imageMso"} <= set(b.keys()) for b in FOUND
    )


def test_icons_are_known_to_office() -> None:
    """An unknown name shows as an empty square."""
    known = set(_data("imagemso.txt").read_text("utf-8").split())
    assert [b.get("imageMso") for b in FOUND if b.get("imageMso") not in known] == []


def test_keytips_can_be_told_apart_while_they_are_typed() -> None:
    """Unique, capital letters of the keyboard, none the beginning of another."""
    tips = [str(b.get("keytip")) for b in FOUND]
    assert len(set(tips)) == len(tips) == len(BUTTONS)
    assert all(tip.isascii() and tip.isupper() and len(tip) <= 3 for tip in tips)
    assert not [(a, b) for a in tips for b in tips if a != b and b.startswith(a)]


def test_tips_are_sentences_of_bearable_length() -> None:
    """The schema allows 1024 signs; who hovers over a button reads far fewer."""
    for button in FOUND:
        screentip, supertip = str(button.get("screentip")), str(button.get("supertip"))
        assert 0 < len(screentip) <= 60
        assert 0 < len(supertip) <= 300
        assert supertip.endswith(".") and not screentip.endswith(".")


@pytest.mark.parametrize(
    ("command", "says"),
    [("collect", ["luu", "<tên sổ>.goc", "Không ô nào đã nhập bị mất", "hỏi trước"]),
     ("rank", ["luu", "hỏi trước"]), ("total", ["luu", "hỏi trước"]), ("explain", ["Không thay đổi gì"])],
)  # fmt: skip
def test_a_tip_says_what_will_happen_to_the_book(command: str, says: list[str]) -> None:
    """Who fears for typed work reads before the click that it is safe."""
    (supertip,) = [str(b.get("supertip")) for b in FOUND if b.get("tag") == command]
    assert [text for text in says if text not in supertip] == []
