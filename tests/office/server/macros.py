"""Basic modules of open documents: VBA that LibreOffice runs."""

from typing import Any

from tests.office.server.areas import Areas

_LIBRARY = "VBAProject"
_KINDS = {"standard": ("VBAModule", ""), "class": ("VBAClassModule", "Option ClassModule\n")}


class Macros(Areas):
    """Requests about the macros of a document."""

    def _library(self, document: int) -> Any:
        return self.documents[document].BasicLibraries.getByName(_LIBRARY)

    def modules(self, document: int) -> dict[str, str]:
        """The source of every module."""
        library = self._library(document)
        return {name: str(library.getByName(name)) for name in library.ElementNames}

    def put_module(self, document: int, name: str, source: str, kind: str) -> None:
        """Add a module, or put another source in its place."""
        library = self._library(document)
        if library.hasByName(name):
            library.removeByName(name)
        type_, option = _KINDS[kind]
        library.insertByName(
            name, f"Rem Attribute VBA_ModuleType={type_}\nOption VBASupport 1\n{option}{source}"
        )

    def call(self, document: int, procedure: str, arguments: list[str]) -> Any:
        """Call `Module.Procedure`. Errors inside stay inside: a driver has to return them."""
        address = f"vnd.sun.star.script:{_LIBRARY}.{procedure}?language=Basic&location=document"
        script = self.documents[document].getScriptProvider().getScript(address)
        return script.invoke(tuple(arguments), (), ())[0]
