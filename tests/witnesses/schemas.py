"""Validation of packages against the schemas of ISO/IEC 29500 (transitional), part by part."""

import io
import os
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

_HERE = Path(__file__).resolve().parents[2]
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_XML = "http://www.w3.org/XML/1998/namespace"
_FORMATS = "http://schemas.openxmlformats.org/"
_SCHEMAS = {
    f"{_FORMATS}spreadsheetml/2006/main": "sml.xsd",
    f"{_FORMATS}wordprocessingml/2006/main": "wml.xsd",
    f"{_FORMATS}drawingml/2006/chart": "dml-chart.xsd",
    f"{_FORMATS}drawingml/2006/spreadsheetDrawing": "dml-spreadsheetDrawing.xsd",
    f"{_FORMATS}package/2006/content-types": "opc-contentTypes.xsd",
    f"{_FORMATS}package/2006/relationships": "opc-relationships.xsd",
}


def schema_errors(package: bytes) -> list[str]:
    """What the schemas object to, with the part and line; the test is skipped where they are absent."""
    folder = Path(os.environ.get("THIDUA_OOXML_XSD", _HERE.parent / "shared" / "data" / "ooxml-xsd"))
    if not folder.is_dir():
        pytest.skip("the OOXML schemas are not here (set THIDUA_OOXML_XSD to their folder)")
    errors: list[str] = []
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                errors += _part_errors(name, archive.read(name), folder)
    return errors


def _part_errors(name: str, data: bytes, folder: Path) -> list[str]:
    root = etree.fromstring(data)
    schema = _SCHEMAS.get(etree.QName(root).namespace or "")
    if schema is None:
        return []
    _strip(root)
    validator = _load(folder / schema)
    validator.validate(root)
    return [f"{name}: {error.message}" for error in list(validator.error_log)]  # type: ignore[call-overload]


@cache
def _load(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def _strip(root: etree._Element) -> None:
    """Remove what the schemas do not know: `xml:space`, ignorable namespaces, the inside of `extLst`."""
    ignorable = {root.nsmap.get(prefix) for prefix in root.get(f"{{{_MC}}}Ignorable", "").split()}
    for element in root.iter("*"):
        for key in list(element.attrib):
            namespace = etree.QName(key).namespace
            if namespace == _MC or namespace in ignorable - {None} or key == f"{{{_XML}}}space":
                del element.attrib[key]
        if etree.QName(element).localname == "extLst":
            for child in list(element):
                element.remove(child)
