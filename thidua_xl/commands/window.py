"""`window`: the buttons of the ribbon for offices without it."""

import argparse
import json

from ..addin.places import own_folder, this_machine
from ..errors import CannotRunError
from ..window.without_console import keep, tell
from ..wording.window import BROKEN, NO_TK


def run(given: argparse.Namespace) -> int:
    """Show the window until it is closed; or, for the window itself, look at a book."""
    if given.look:
        from ..window.look import look

        print(json.dumps(look(given.book).as_json(), ensure_ascii=False))
        return 0
    try:
        _open(given)
    except CannotRunError as problem:
        tell(str(problem))
        raise
    except Exception as problem:
        log = keep(own_folder(this_machine()))
        tell(BROKEN.format(name=type(problem).__name__, log=log))
        raise
    return 0


def _open(given: argparse.Namespace) -> None:
    try:
        from ..window.app import open_window
    except ImportError as problem:
        if problem.name not in ("tkinter", "_tkinter"):
            raise
        raise CannotRunError(NO_TK) from None
    open_window(given.book, given.receive or (), helps())


def helps() -> dict[str, str]:
    """Button → what it does, as the command line says it."""
    from ..window.ways import WAYS
    from .registry import COMMANDS

    helps = {command.name: command.help for command in COMMANDS}
    return {button: helps.get(str(way.line[0]), "") for button, way in WAYS.items() if way.line}
