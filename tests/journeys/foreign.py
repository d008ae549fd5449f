"""The same workbook as other programs pack it: names, links and places of parts that Excel reads as well."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from tests.journeys.package_edits import parts

Repacked = Callable[[bytes], bytes]
MAIN, LINKS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"


def packed(content: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts; the clock is held."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, method)
    return buffer.getvalue()


def renamed(rename: Callable[[str], str]) -> Repacked:
    """Every part under another name; the links keep theirs."""
    return lambda data: packed({rename(name): part for name, part in parts(data).items()})


def retargeted(retarget: Callable[[str], str], links: str = LINKS) -> Repacked:
    """Every link of the list of sheets written in another way."""

    def repack(data: bytes) -> bytes:
        content = parts(data)
        text = content[links].decode()
        content[links] = re.sub(
            '(?<=Target=")[^"]*', lambda found: retarget(found[0].removeprefix("/xl/")), text
        ).encode()
        return packed(content)

    return repack


def main_moved(place: str) -> Repacked:
    """The list of sheets under another name or in another folder."""

    def repack(data: bytes) -> bytes:
        content = parts(retargeted(lambda target: f"/xl/{target}")(data))
        folder, _, name = place.rpartition("/")
        content[place] = content.pop(MAIN)
        content[f"{folder}/_rels/{name}.rels".lstrip("/")] = content.pop(LINKS)
        content["_rels/.rels"] = content["_rels/.rels"].replace(b"xl/workbook.xml", place.encode())
        content[TYPES] = content[TYPES].replace(b"/xl/workbook.xml", f"/{place}".encode())
        return packed(content)

    return repack


def strings_moved(data: bytes) -> bytes:
    """The shared strings and the formats where the links lead, under names of another program's own."""
    content = parts(data)
    for old, new in (("sharedStrings", "strings/texts"), ("styles", "look")):
        content[f"xl/{new}.xml"] = content.pop(f"xl/{old}.xml")
        for part in (LINKS, TYPES):
            content[part] = content[part].replace(f"{old}.xml".encode(), f"{new}.xml".encode())
    return packed(content)


FOREIGN: Mapping[str, Repacked] = {
    "backslashes": renamed(lambda name: name.replace("/", "\\")),
    "backslashes below xl": renamed(lambda name: re.sub(r"(?<=xl)/|(?<=worksheets)/", r"\\", name)),
    "strings in another case": renamed(lambda name: name.replace("sharedStrings", "SharedStrings")),
    "capitals": renamed(lambda name: name.upper() if name.startswith("xl/") else name),
    "./ in names": renamed(lambda name: f"./{name}"),
    "./ in links": retargeted(lambda target: f"./{target}"),
    "../xl/ in links": retargeted(lambda target: f"../xl/{target}"),
    "links from the root": retargeted(lambda target: f"/xl/./{target}"),
    "links with backslashes": retargeted(lambda target: target.replace("/", "\\")),
    "links in another case": retargeted(str.upper),
    "links with %": retargeted(lambda target: target.replace("s", "%73")),
    "another name of the main part": main_moved("xl/book.xml"),
    "the main part at the root": main_moved("workbook.xml"),
    "the main part in a folder": main_moved("xl/main/sheets.xml"),
    "strings and formats elsewhere": strings_moved,
}
