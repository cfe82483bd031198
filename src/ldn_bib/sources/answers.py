"""What is common to answers: is it XML or JSON at all, and does it report an error."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from ldn_bib.errors import AnswerError
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import Service

_SPACE = re.compile(r"\s+")
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(rb"<[A-Za-z_]")
_SAID = 160
# A terminal would obey them and a BibTeX file with them could not be read again; also overrides
# of the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]+")


def said(text: str) -> str:
    """Return what a service says, on one line and not too long, to be quoted in a message."""
    line = _SPACE.sub(" ", "".join(c if c.isprintable() else " " for c in text)).strip(" .")
    return line if len(line) <= _SAID else f"{line[: _SAID - 1]}…"


def xml_root(service: Service, response: Response, roots: Collection[str]) -> Any:
    """Return the root element of an answer in XML; its document type is not loaded.

    Args:
        service: who answered, for messages.
        response: the answer.
        roots: names that the root may have.

    Raises:
        AnswerError: it is a web page, it breaks off, it reports an error, or it is not XML.
    """
    from lxml import etree

    body = _content(service, response)
    if body.lstrip().startswith(b"{"):
        raise AnswerError(f"{service.name} reports: {said(_reported(body))}")
    head = _ROOT.search(body)
    if b"<!ENTITY" in body[: head.start() if head else None]:
        raise AnswerError(f"{service.name} sent XML that declares entities, which is not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "its beginning"
        raise AnswerError(
            f"the answer of {service.name} breaks off or is not XML (at {where}); try again later"
        ) from None
    reports = [root] if root.tag == "ERROR" else root.findall("ERROR")
    if reports:
        raise AnswerError(f"{service.name} reports: {said(''.join(reports[0].itertext()))}")
    for node in root.iter():
        # a comment or an entity has no text of its own that is read
        for name in ("text", "tail") if isinstance(node.tag, str) else ("tail",):
            text = getattr(node, name)
            if text and _CONTROLS.search(text):
                setattr(node, name, _without_controls(text))
    if root.tag not in roots:
        raise AnswerError(
            f"{service.name} sent <{said(str(root.tag))}> where <{'> or <'.join(sorted(roots))}> "
            "was asked for"
        )
    return root


def json_object(service: Service, response: Response) -> Mapping[str, Any]:
    """Return the object that an answer in JSON is.

    Raises:
        AnswerError: it is a web page, it breaks off, it reports an error, or it is no object.
    """
    body = _content(service, response)
    try:
        found = _without_controls(json.loads(body))
    except (ValueError, RecursionError):
        raise AnswerError(
            f"the answer of {service.name} breaks off or is not JSON; try again later"
        ) from None
    if not isinstance(found, dict):
        raise AnswerError(f"{service.name} sent JSON that is no object")
    if isinstance(found.get("error"), str):
        raise AnswerError(f"{service.name} reports: {said(found['error'])}")
    return found


def _without_controls(value: Any) -> Any:
    """Return a value without control characters in any of its texts."""
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {name: _without_controls(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_controls(one) for one in value]
    return value


def refuse(service: Service, response: Response) -> AnswerError:
    """Return the error for a status code that was not to be expected."""
    return AnswerError(
        f"{service.name} refused the request with status {response.status}"
        + (f": {said(_reported(response.body))}" if response.body.lstrip()[:1] == b"{" else "")
    )


def texts(value: Any) -> list[str]:
    """Return the texts of a list, or of a single text; what is neither counts for nothing."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return []


def objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list; what is none counts for nothing."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _content(service: Service, response: Response) -> bytes:
    if not response.body.strip():
        raise AnswerError(f"{service.name} sent an empty answer; try again later")
    if _HTML.match(response.body[:4000]):
        raise AnswerError(
            f"{service.name} sent a web page instead of data, as services do that are down or "
            "overloaded; try again later"
        )
    return response.body


def _reported(body: bytes) -> str:
    """Return what a JSON object says about an error, in any of the ways that are in use."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return "an error that cannot be read"
    if not isinstance(found, dict):
        return "an error"
    if isinstance(found.get("error"), str):
        return str(found["error"])
    listed = [*objects(found.get("errors")), *objects(found.get("message"))]
    words = [one["message"] for one in listed if isinstance(one.get("message"), str)]
    return "; ".join([*words, *texts(found.get("message"))]) or "an error"
