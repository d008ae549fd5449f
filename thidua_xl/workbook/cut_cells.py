"""The text of cells, cut at their style and string numbers, so that others can be put there."""

import re
from collections.abc import Mapping

_NUMBERED = re.compile(r'(<c r="[A-Z]+\d+")(?: s="(\d+)")?(?: t="s"><v>(\d+))?')


class CutCells:
    """Cells of a new file; `styles` and `strings` are the numbers that stand in them."""

    def __init__(self, text: str) -> None:
        self._pieces: list[str | None] = list(_NUMBERED.split(text))
        self.styles = set(map(int, filter(None, set(self._pieces[2::4]))))
        strings = self._pieces[3::4]
        self.string_cells = len(strings) - strings.count(None)
        self.strings = set(map(int, filter(None, set(strings))))

    def renumbered(self, styles: Mapping[int, int], strings: Mapping[int, int]) -> str:
        """The text with the numbers that styles and strings have in another book."""
        new_styles: dict[str | None, str] = {str(old): f' s="{styles[old]}"' for old in self.styles}
        new_strings: dict[str | None, str] = {str(old): f' t="s"><v>{strings[old]}' for old in self.strings}
        pieces = self._pieces.copy()
        pieces[2::4] = map((new_styles | {None: ""}).__getitem__, pieces[2::4])
        pieces[3::4] = map((new_strings | {None: ""}).__getitem__, pieces[3::4])
        return "".join(filter(None, pieces))
