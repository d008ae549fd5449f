"""What an element of a part is called, whatever prefix its program gave it."""

import xml.etree.ElementTree as ET


def local(element: ET.Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
