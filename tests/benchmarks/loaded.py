"""What a process has loaded: modules, files opened. A virus scanner looks at each of them on an office PC.

Files are counted from the import of this module on: those that Python opens to begin are the same for everybody.
"""

import sys
from typing import TypedDict

_opened = [0]


class Loaded(TypedDict):
    """As told from one process to another."""

    modules: int
    files: int
    libraries: list[str]
    """Packages that are not Python's own nor ours."""


def _count(event: str, _: object) -> None:
    _opened[0] += event == "open"


sys.addaudithook(_count)


def loaded() -> Loaded:
    """So far."""
    names = {name.partition(".")[0] for name in sys.modules}
    foreign = names - sys.stdlib_module_names - {"thidua_xl", "tests", "__main__", "__mp_main__"}
    return Loaded(modules=len(sys.modules), files=_opened[0], libraries=sorted(foreign))
