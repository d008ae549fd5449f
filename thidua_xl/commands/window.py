"""`window`: the buttons of the ribbon for offices without it."""

import argparse
import json

from ..errors import CannotRunError


def run(given: argparse.Namespace) -> int:
    """Show the window until it is closed; or, for the window itself, look at a book."""
    if given.look:
        from ..window.look import look

        print(json.dumps(look(given.book).as_json(), ensure_ascii=False))
        return 0
    try:
        from ..window.app import open_window
    except ImportError as problem:
        if problem.name not in ("tkinter", "_tkinter"):
            raise
        from ..wording.window import NO_TK

        raise CannotRunError(NO_TK) from None
    open_window(given.book, given.receive or (), helps())
    return 0


def helps() -> dict[str, str]:
    """Button → what it does, as the command line says it."""
    from ..window.ways import WAYS
    from .registry import COMMANDS

    helps = {command.name: command.help for command in COMMANDS}
    return {button: helps.get(str(way.line[0]), "") for button, way in WAYS.items() if way.line}
