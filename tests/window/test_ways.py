"""Every button of the ribbon has its way in the window, and its line is one that the command line understands."""

import argparse
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from thidua_xl import templates
from thidua_xl.addin.buttons import BUTTONS, COMMANDS, Asks, BookKind, Button, grouped
from thidua_xl.cluster.papers.registry import made_of
from thidua_xl.commands.parser import build_parser
from thidua_xl.window.seen import Seen, read_seen
from thidua_xl.window.ways import GUIDE, NEXT, WAYS, Blank, Then, Typing, line_of, why_not
from thidua_xl.wording import window as said
from thidua_xl.wording.made import TEMPLATES

_ROOT = Path(__file__).parents[2]
SEEN = Seen(BookKind.CLUSTER, sending="after", sending_asked="Ghi?")


def _ids(button: Button) -> str:
    return button.command


def test_no_button_is_without_a_way_and_no_way_without_a_button() -> None:
    """A button that is new in the ribbon gets its line here too."""
    assert set(WAYS) == set(COMMANDS)


@pytest.mark.parametrize("button", BUTTONS, ids=_ids)
def test_the_line_is_understood_by_the_command_line(button: Button) -> None:
    """With everything filled in that is asked for."""
    way = WAYS[button.command]
    if way in (GUIDE, NEXT):
        return
    typed = {
        Typing.PAPERS: ["danh-sach", "bao-cao"],
        Typing.TEMPLATE: ["--template", "xa"],
        Typing.VERSION: ["1"],
    }.get(way.typing, ["Xếp hạng!F11"])
    words = line_of(way, "so.xlsx", "noi", typed, SEEN)
    given = build_parser().parse_args(words)
    assert isinstance(given, argparse.Namespace)
    named = [given.__dict__.get(name) for name in ("book", "old", "paths", "inbox", "folder", "out", "file")]
    told = {str(path) for one in named for path in (one if isinstance(one, list) else [one])} & {
        "so.xlsx",
        "noi",
    }
    blanks = {Blank.BOOK: "so.xlsx", Blank.CHOSEN: "noi"}
    assert told == {word for blank, word in blanks.items() if blank in way.line}


@pytest.mark.parametrize("button", BUTTONS, ids=_ids)
def test_what_the_registry_says_to_ask_for_goes_into_the_line(button: Button) -> None:
    """And nothing is asked for in vain."""
    is_path = button.asks in (Asks.FOLDER, Asks.FILE, Asks.SAVE)
    assert (Blank.CHOSEN in WAYS[button.command].line) == is_path


@pytest.mark.parametrize("button", BUTTONS, ids=_ids)
def test_what_needs_a_book_is_offered_only_where_there_is_one(button: Button) -> None:
    """What is offered without a book has no book in its line."""
    if BookKind.NONE in button.kinds:
        assert Blank.BOOK not in WAYS[button.command].line
        assert why_not(button, Seen()) == ""
    else:
        assert why_not(button, Seen()) == said.CHOOSE_FIRST


def test_a_button_says_for_which_books_it_is() -> None:
    """Not only that it is grey."""
    assert why_not(COMMANDS["consolidate"], Seen(BookKind.CLUSTER)) == said.not_for(BookKind.CLUSTER)
    assert why_not(COMMANDS["close"], Seen(BookKind.SCORECARD)) == said.not_for(BookKind.SCORECARD)
    assert why_not(COMMANDS["check"], Seen(BookKind.SCORECARD)) == ""
    new = Button("later", "Nút mới", "x.y", (BookKind.CLUSTER,))
    assert why_not(new, SEEN) == said.IN_EXCEL_ALONE


def test_the_groups_are_those_of_the_ribbon() -> None:
    """One registry: names, order, buttons."""
    space = "{http://schemas.microsoft.com/office/2009/07/customui}"
    tree = ElementTree.parse(_ROOT / "macros" / "customUI14.xml")
    shown = {
        str(group.get("label")): [one.get("tag") for one in group.iter(f"{space}button")]
        for group in tree.iter(f"{space}group")
    }
    assert {name: [one.command for one in buttons] for name, buttons in grouped().items()} == shown


def test_a_new_book_may_begin_with_any_table_that_there_is() -> None:
    """The words of the window name them all."""
    assert tuple(TEMPLATES) == ("", *templates.NAMES)


def test_the_papers_of_an_occasion_are_papers_that_can_be_made() -> None:
    """As the ribbon's menu makes them."""
    for command in ("documents-start", "documents-midyear", "documents-conference"):
        words = line_of(WAYS[command], "so.xlsx", "noi", (), SEEN)
        codes = words[words.index("--only") + 1 :]
        assert codes
        assert made_of(codes) == codes
        assert WAYS[command].then is Then.SHOW_FOLDER


def test_what_is_seen_of_a_book_comes_whole_out_of_the_other_process() -> None:
    """And what is no such document is an error, not an empty book."""
    import json

    seen = Seen(BookKind.OFFICE, "Sở Nội vụ", counts=[("đã nhận", "2/3")], papers={"a": "Tờ trình"})
    assert read_seen(json.dumps(seen.as_json())) == seen
    for text in ("", "{", "[]", '{"kind": "other"}', '{"nothing": 1}'):
        with pytest.raises(ValueError):
            read_seen(text)
