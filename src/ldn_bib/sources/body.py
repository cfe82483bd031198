"""The body of an answer, read and unpacked up to a size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from ldn_bib.errors import TooLargeError

_GZIP = 16 + zlib.MAX_WBITS


class BrokenBodyError(Exception):
    """A body that cannot be unpacked or is not all there; ``str(error)`` says why."""


def read_body(pieces: Iterable[bytes], headers: Mapping[str, str], most: int) -> bytes:
    """Return a body, unpacked.

    Args:
        pieces: the body as it comes.
        headers: headers of the answer, names in lower case.
        most: bytes that it may have, unpacked; no more than that is ever held.

    Raises:
        TooLargeError: it has more.
        BrokenBodyError: it is packed in another way than gzip, or wrongly.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise BrokenBodyError(f"the answer is packed in a way nobody asked for ({encoding[:20]})")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > most:
        raise TooLargeError
    packed = encoding.endswith("gzip")
    unpacker = zlib.decompressobj(_GZIP)
    found = bytearray()
    is_empty = True
    for piece in pieces:
        is_empty = is_empty and not piece
        if packed:
            try:
                found += unpacker.decompress(piece, most - len(found) + 1)
            except zlib.error:
                raise BrokenBodyError("the packed answer is broken") from None
        else:
            found += piece
        if len(found) > most:
            raise TooLargeError
    if packed and not is_empty and not unpacker.eof:
        raise BrokenBodyError("the packed answer breaks off")
    return bytes(found)
