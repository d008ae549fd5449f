"""Our styles in an office's own template: other programs keep their names and give them new keys, or drop some."""

from collections.abc import Mapping

from lxml import etree

from . import word
from .styles import STYLES, style_part

_W = f"{{{word.MAIN}}}"
_OURS = {style.key: style for style in STYLES}


def adopt(root: etree._Element, styles: etree._Element) -> None:
    """Have every paragraph that this program made in a style that the document has.

    A paragraph of a style that is not there is drawn anywhere but where it stands (Writer).

    Args:
        root: of a text part of the filled paper.
        styles: of its styles; one that it lacks altogether is added.
    """
    keys = {one.get(f"{_W}styleId", "") for one in styles.iter(f"{_W}style")}
    renamed: dict[str, str] = {}
    for used in root.iter(f"{_W}pStyle"):
        key = used.get(f"{_W}val", "")
        if key in keys or key not in _OURS:
            continue
        if key not in renamed:
            renamed[key] = _same_name(styles).get(_OURS[key].name) or _added(key, styles)
        used.set(f"{_W}val", renamed[key])


def _same_name(styles: etree._Element) -> Mapping[str, str]:
    """Style name → key."""
    found = ((one.find(f"{_W}name"), one.get(f"{_W}styleId", "")) for one in styles.iter(f"{_W}style"))
    return {name.get(f"{_W}val", ""): key for name, key in found if name is not None}


def _added(key: str, styles: etree._Element) -> str:
    styles.append(etree.fromstring(word.part("styles", style_part(_OURS[key])).encode())[0])
    return key
