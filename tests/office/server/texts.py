"""Text documents as a person edits them in Writer: words replaced, made bold, a table moved to the end."""

from typing import Any

BOLD, NORMAL = 150.0, 100.0
"""com.sun.star.awt.FontWeight."""
_DISPATCHER = "com.sun.star.frame.DispatchHelper"
_PARAGRAPH = 0
"""com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK."""


class Texts:
    """Requests about text documents."""

    documents: dict[int, Any]
    context: Any
    """Of the running LibreOffice."""

    def replace_text(self, document: int, old: str, new: str) -> int:
        """Replace words everywhere; how often they stood there."""
        search = self.documents[document].createReplaceDescriptor()
        search.SearchString, search.ReplaceString, search.SearchCaseSensitive = old, new, True
        return int(self.documents[document].replaceAll(search))

    def make_bold(self, document: int, words: str, bold: bool) -> bool:
        """Put words into bold, or out of it."""
        search = self.documents[document].createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.documents[document].findFirst(search)
        if found is not None:
            found.CharWeight = BOLD if bold else NORMAL
        return found is not None

    def move_table(self, document: int, words: str, behind: str) -> bool:
        """Cut the table that holds these words, and paste it behind the paragraph that holds others."""
        there = self.documents[document]
        table = next((one for one in _tables(there) if words in _text(one)), None)
        search = there.createSearchDescriptor()
        search.SearchString = behind
        found = there.findFirst(search)
        if table is None or found is None:
            return False
        controller = there.CurrentController
        controller.select(table.getCellByName("A1"))
        for command in (".uno:SelectTable", ".uno:Copy"):
            self._do(there, command)
        place = there.Text.createTextCursorByRange(found.End)
        place.gotoEndOfParagraph(False)
        there.Text.insertControlCharacter(place, _PARAGRAPH, False)
        controller.getViewCursor().gotoRange(place, False)
        self._do(there, ".uno:Paste")
        table.dispose()
        return True

    def _do(self, document: Any, command: str) -> None:
        """What a menu of the window does."""
        dispatcher = self.context.ServiceManager.createInstanceWithContext(_DISPATCHER, self.context)
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())

    def pages(self, document: int) -> int:
        """How many pages it has."""
        return int(self.documents[document].CurrentController.PageCount)


def _tables(document: Any) -> list[Any]:
    tables = document.getTextTables()
    return [tables.getByIndex(at) for at in range(tables.getCount())]


def _text(table: Any) -> str:
    return " ".join(table.getCellByName(name).getString() for name in table.getCellNames())
