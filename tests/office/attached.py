"""A separate Python, as a button of the add-in starts it, on the workbooks that are open in LibreOffice.

`python -m tests.office.attached PIPE -- ARGUMENTS` runs `thidua_xl.commands.parser.main(ARGUMENTS)`;
`… PIPE --line FILE` takes the command line of Windows from a file, as the add-in's VBA has made it. The last
line on stdout is JSON: the arguments, the exit code and the message boxes.
"""

import dataclasses
import json
import sys
from pathlib import Path, PureWindowsPath

from tests.office.calc import Calc
from tests.office.xlwings_calc import registered
from thidua_xl.commands.parser import main

STARTED_AS = ["-E", "-P", "-X", "utf8", "-m", "thidua_xl"]
"""What stands before the arguments of the program in the add-in's command line."""


def run(pipe: str, arguments: list[str]) -> dict[str, object]:
    """Exit code and message boxes of a command."""
    sys.argv[1:] = arguments
    calc = Calc.attach(pipe)
    try:
        with registered(calc) as app:
            app.impl.books.take_open_ones()
            code = main(arguments)
            alerts = [dataclasses.asdict(alert) for alert in app.impl.alerts]
            return {"arguments": arguments, "exit": code, "alerts": alerts}
    finally:
        calc.stop()


def _given(given: list[str]) -> list[str]:
    """The program's arguments, from those after `--` or from a command line in a file."""
    if given[0] == "--":
        return given[1:]
    from tests.addin.excel import split_command_line  # needs pyOpenVBA

    _, *arguments = split_command_line(Path(given[1]).read_text("utf-8"))
    assert arguments[: len(STARTED_AS)] == STARTED_AS, arguments
    if "--outcome" in arguments:
        outcome = arguments.index("--outcome") + 1
        arguments[outcome] = PureWindowsPath(arguments[outcome]).as_posix()
    return arguments[len(STARTED_AS) :]


if __name__ == "__main__":
    report = run(sys.argv[1], _given(sys.argv[2:]))
    print(json.dumps(report))
    raise SystemExit(report["exit"])
