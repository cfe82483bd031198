from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_bib.csl import stylefile
from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.package import locales_folder, styles_folder
from ldn_bib.csl.stylefile import head_of, parse_style, read_head, read_style, short_id

WriteStyle = Callable[..., Path]

CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)


def bad(folder: Path, content: bytes) -> str:
    path = folder / "bad.csl"
    path.write_bytes(content)
    with pytest.raises(StyleFileError) as caught:
        find_style(str(path))
    assert str(caught.value) == f"style file {str(path)!r} {caught.value.reason}"
    return caught.value.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"not XML", "is not well-formed XML"),
        (b"\x00\x01\x02\xff", "is not well-formed XML"),
        (b"<style>", "is not well-formed XML"),
        (b"<html/>", "is XML but not CSL: its outermost element is <html>"),
        (b"<style/>", "is XML but not CSL: its outermost element is <style>"),
        (f"<locale {CSL} version='1.0'/>".encode(), "is a CSL locale, not a style"),
        (f"<macro {CSL}/>".encode(), "is not a style: its outermost element is <macro>"),
        (f"<style {CSL}/>".encode(), "names no version, as in CSL 0.8"),
        (f"<style {CSL} version='0.8.1'/>".encode(), "is CSL 0.8.1; only CSL 1.0"),
        (f"<style {CSL} version='1.1'/>".encode(), "is CSL 1.1; only CSL 1.0"),
        (b'<?xml version="1.0" encoding="no-such"?><style/>', "is not well-formed XML"),
    ],
)
def test_what_is_no_style(folder: Path, content: bytes, reason: str) -> None:
    assert bad(folder, content).startswith(reason)


def test_the_line_of_bad_xml_is_named(folder: Path) -> None:
    reason = bad(folder, f"<style {CSL}\n version='1.0'>\n<info>\n</style>".encode())
    assert "(line 4)" in reason


def test_entities_that_grow_without_end_are_refused(folder: Path) -> None:
    content = f"<!DOCTYPE style [{LAUGHS}]><style {CSL} version='1.0'>&l9;</style>"
    reason = bad(folder, content.encode())
    assert reason.startswith(("holds a document type declaration", "is not well-formed XML"))


def test_an_entity_from_a_file_is_not_read(folder: Path) -> None:
    (folder / "secret").write_text("the secret")
    content = (
        f'<!DOCTYPE style [<!ENTITY s SYSTEM "{(folder / "secret").as_uri()}">]>'
        f"<style {CSL} version='1.0'><info><title>&s;</title></info></style>"
    )
    assert bad(folder, content.encode()).startswith("holds a document type declaration")


def test_a_declaration_without_entities_is_refused_too(folder: Path) -> None:
    content = f'<!DOCTYPE style SYSTEM "csl.dtd"><style {CSL} version="1.0"/>'
    assert bad(folder, content.encode()).startswith("holds a document type declaration")


def test_a_folder_is_no_style(folder: Path) -> None:
    with pytest.raises(StyleFileError, match="is a folder"):
        find_style(str(folder))


def test_a_file_that_cannot_be_read(
    write_style: WriteStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    path = write_style("shut")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StyleFileError, match="cannot be read: Permission denied"):
        read_style(path)


def test_a_device_is_no_style() -> None:
    null = Path("/dev/null")
    if not null.exists():
        pytest.skip("no /dev/null here")
    with pytest.raises(StyleFileError, match="is not a regular file"):
        read_style(null)


def test_a_file_too_large_for_a_style(
    write_style: WriteStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stylefile, "MAX_BYTES", 100)
    with pytest.raises(StyleFileError, match=r"is larger than any style \(100 bytes\)"):
        read_style(write_style("large"))


def test_other_encodings_are_read(folder: Path, write_style: WriteStyle) -> None:
    path = write_style("utf16", title="Größe")
    text = path.read_text(encoding="utf-8").replace("utf-8", "utf-16")
    path.write_bytes(text.encode("utf-16"))
    assert find_style("utf16", [folder]).title == "Größe"


def test_the_packages_own_locale_is_told_from_a_style() -> None:
    with pytest.raises(StyleFileError, match="is a CSL locale"):
        find_style(str(locales_folder() / "locales-de-DE.xml"))


def test_the_quick_look_sees_what_the_parser_sees() -> None:
    folder = styles_folder()
    paths = [
        *sorted(folder.glob("*.csl"))[::40],
        *sorted((folder / "dependent").glob("*.csl"))[::80],
    ]
    for path in paths:
        assert read_head(path) == head_of(parse_style(read_style(path), str(path))), path


@pytest.mark.parametrize(
    ("style_id", "short"),
    [
        ("http://www.zotero.org/styles/apa", "apa"),
        ("http://www.zotero.org/styles/apa/", "apa"),
        ("urn:ldn-bib:style:ldn", "ldn"),
        ("apa", "apa"),
        ("", ""),
    ],
)
def test_short_ids(style_id: str, short: str) -> None:
    assert short_id(style_id) == short
