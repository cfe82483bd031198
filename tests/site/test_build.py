"""Whole sites: of the shipped papers, of hostile ones, of many."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.site.generated import generated_library
from tests.site.pages import inner_links, pages_of, with_class

from ldn_bib import resources
from ldn_bib.csl.errors import UnknownStyleError
from ldn_bib.entry import Annotation, Entry, Reason, Tag
from ldn_bib.errors import UsageError
from ldn_bib.library import Library
from ldn_bib.site.build import build_site, site_url
from ldn_bib.site.citations import STYLES
from ldn_bib.values.about import About
from ldn_bib.values.condition import Condition
from ldn_bib.values.status import Status, StatusKind

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BUDGET = 60_000
"""Bytes of a page, without images."""


def hostile_library() -> Library:
    """Papers whose every text tries to be something else."""
    slug = 'a/../"b"'
    tags = (Tag(slug, f"{ATTACK}label", True, (Reason("title", ATTACK),)),)
    keys = ["../../outside", "CON", "__proto__", ATTACK, '"quoted"', "Case", "case", "", "\ud800"]
    entries = [
        Entry(
            {
                "id": key,
                "type": "article-journal",
                "title": f"{ATTACK} “{key}” \u202e",
                "author": [{"family": f'"{ATTACK}', "given": "'x'"}, {"literal": "others"}],
                "container-title": ATTACK,
                "URL": "javascript:alert(3)",
                "DOI": '10.1000/"onmouseover="alert(4)',
                "PMID": "</script>",
                "keyword": f"{ATTACK}; --><!--",
                "abstract": "]]>",
                "issued": {"date-parts": [[2020 + number]]},
            },
            tags=tags,
            annotation=Annotation(design=ATTACK, summary=ATTACK, finding=ATTACK, dose=ATTACK),
            status=Status(StatusKind.RETRACTED, (ATTACK, "10.1000/1")),
        )
        for number, key in enumerate(keys)
    ]
    entries.append(Entry({"id": "kept", "title": "A <i>kept</i> mark"}))
    about = About(
        subject=ATTACK,
        scope=ATTACK,
        caution=ATTACK,
        licence=ATTACK,
        licence_url="javascript:alert(5)",
        report=f"{ATTACK} https://example.org/x",
    )
    conditions = {slug: Condition(slug, f"{ATTACK}label", description=ATTACK)}
    return Library(tuple(entries), conditions=conditions, about=about, style_folders=FOLDERS)


FOLDERS = (resources.folder("styles"),)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped papers, for an address that is known."""
    folder = tmp_path_factory.mktemp("shipped")
    build_site(Library.read(resources.default_library()), folder, base_url="https://x.org/ldn")
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile papers."""
    folder = tmp_path_factory.mktemp("hostile") / "deep" / "public"
    build_site(hostile_library(), folder)
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of papers enough for lists over several pages."""
    folder = tmp_path_factory.mktemp("many")
    build_site(generated_library(160), folder)
    return folder


@pytest.fixture(params=["shipped", "hostile", "many"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the sites."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_pages_have_what_a_page_has_to_have(site: Path) -> None:
    pages = pages_of(site)
    assert len(pages) > 15
    for address, page in pages.items():
        assert page.get("lang") == "en", address
        assert page.get("class") == "no-js"
        assert page.get("data-root") == ("../" if "/" in address else page.get("data-root"))
        assert len(page.findall(".//h1")) == 1, address
        for landmark in ("header", "nav", "main", "footer"):
            assert page.find(f".//{landmark}") is not None, (address, landmark)
        assert page.find(".//a[@class='skip-link']").get("href") == "#main"
        assert page.find(".//title").text.strip()
        names = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
        assert names["viewport"] == "width=device-width, initial-scale=1"
        assert names["description"]
        assert names["theme-color"]
        properties = {meta.get("property") for meta in page.iter("meta")}
        assert {"og:title", "og:description", "og:type"} <= properties
        feeds = page.findall(".//link[@type='application/atom+xml']")
        assert [one.get("href") for one in feeds] == [f"{page.get('data-root')}feed.xml"]
        crumbs = with_class(page, "breadcrumbs")
        assert len(crumbs) == (0 if address == "index.html" else 1), address


def test_headings_do_not_jump(site: Path) -> None:
    for address, page in pages_of(site).items():
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
        assert all(after - before < 2 for before, after in pairwise(levels)), (
            address,
            levels,
        )


def test_ids_stand_once_on_a_page(site: Path) -> None:
    for address, page in pages_of(site).items():
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), address


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    pages = pages_of(site)
    for address, page in pages.items():
        if address == "404.html":
            continue
        for target, fragment in inner_links(address, page):
            assert (site / target).is_file(), (address, target)
            if fragment:
                assert pages[target].find(f".//*[@id='{fragment}']") is not None, (address, target)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_that_is_not_ours(site: Path) -> None:
    for address, page in pages_of(site).items():
        for script in page.iter("script"):
            if script.get("type") == "application/ld+json":
                assert json.loads(script.text)["@context"] == "https://schema.org"
            else:
                assert script.get("src").endswith(("assets/site.js", "assets/search.js")), address
        for element in page.iter():
            assert element.get("style") is None, address
            assert not [name for name in element.attrib if name.startswith("on")], address
            source = element.get("src") or ""
            assert "//" not in source, address
        assert page.find(".//style") is None
        assert page.find(".//img") is None
        for anchor in page.iter("a"):
            href = anchor.get("href")
            assert not re.match(r"(?i)\s*(javascript|data|vbscript):", href), address
        policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy


def test_pages_stay_in_their_budget(site: Path) -> None:
    sizes = {str(path): path.stat().st_size for path in site.rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > BUDGET} == {}
    data = {str(path): path.stat().st_size for path in (site / "data").iterdir()}
    assert {path: size for path, size in data.items() if size > 300_000} == {}


def test_files_have_names_that_every_system_takes(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"[a-z0-9/._-]+", name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def cards(page: Any) -> list[Any]:
    return list(page.iter("article"))


def test_a_card_has_what_the_client_needs(many: Path) -> None:
    library = generated_library(160)
    by_key = {entry.key: entry for entry in library}
    pages = pages_of(many)
    addresses = [
        address for address in pages if re.match(r"papers/(index|page-\d+)\.html", address)
    ]
    assert len(addresses) > 1
    seen: dict[str, Any] = {}
    for address in addresses:
        for card in cards(pages[address]):
            seen[card.get("data-key")] = card
    assert set(seen) == set(by_key)
    for key, card in seen.items():
        entry = by_key[key]
        assert card.get("data-year") == str(entry.year or "")
        assert card.get("data-conditions").split() == list(entry.conditions)
        assert card.get("data-design") == ((entry.annotation and entry.annotation.design) or "")
        links = [one.text for one in card.findall(".//ul[@class='paper-links']/li/a")]
        assert card.get("data-free") == str(int(any(text.startswith("Free") for text in links)))
        chunk = (many / "data" / f"papers-{card.get('data-chunk')}.js").read_text(encoding="utf-8")
        assert f'["{key}",' in chunk
        assert len(card.findall(".//span[@class='Z3988']")) == 1
        assert len(card.findall(".//div[@class='paper-tools']")) == 1


def test_later_pages_of_the_papers_lead_to_the_search(many: Path) -> None:
    pages = pages_of(many)
    later = pages["papers/page-2.html"]
    assert "index.html" in [one.get("href") for one in later.findall(".//header/p/a")]
    scripts = {
        address: [one.get("src") for one in pages[address].iter("script")]
        for address in ("papers/index.html", "papers/page-2.html")
    }
    assert "../assets/search.js" in scripts["papers/index.html"]
    assert "../assets/search.js" not in scripts["papers/page-2.html"]


def test_a_retraction_is_marked_wherever_the_paper_stands(many: Path) -> None:
    library = generated_library(160)
    alerted = {e.key: e.status.sentence for e in library if e.status and e.status.is_alert}
    assert alerted
    found: dict[str, int] = dict.fromkeys(alerted, 0)
    for address, page in pages_of(many).items():
        for card in cards(page):
            key = card.get("data-key")
            texts = [one.text for one in with_class(card, "alert")]
            assert texts == ([alerted[key]] if key in alerted else []), (address, key)
            found[key] = found.get(key, 0) + 1
    assert all(found[key] >= 3 for key in alerted)  # its page, the list, an author
    index = "".join(p.read_text(encoding="utf-8") for p in many.glob("data/search-*.js"))
    assert index.count('"x":"') == len(alerted)


def test_the_citation_box_offers_every_style_and_record(shipped: Path) -> None:
    page = pages_of(shipped)["papers/younger2013.html"]
    (box,) = with_class(page, "cite-box")
    assert (box.tag, box.get("data-key")) == ("section", "younger2013")
    options = [one.get("value") for one in box.iter("option")]
    citations = with_class(box, "citation")
    assert options == [one.get("data-style") for one in citations]
    assert set(options) == set(STYLES)
    assert [one.get("hidden") for one in citations] == [None, *[""] * (len(STYLES) - 1)]
    for one in citations:
        assert "Younger" in one.text_content()
        assert not re.match(r"\W*1\W", one.text_content())
    downloads = [one.get("href") for one in box.findall(".//ul[@class='downloads']/li/a")]
    assert downloads == [f"younger2013.{ending}" for ending in ("ris", "bib", "json", "nbib")]


def test_records_are_those_of_the_exports(shipped: Path) -> None:
    assert (shipped / "papers" / "younger2013.ris").read_bytes().startswith(b"TY  - JOUR\r\n")
    items = json.loads((shipped / "all.json").read_text(encoding="utf-8"))
    assert len(items) == 14
    of_list = json.loads((shipped / "conditions" / "fibromyalgia.json").read_text("utf-8"))
    page = pages_of(shipped)["conditions/fibromyalgia.html"]
    assert [item["id"] for item in of_list] == [card.get("data-key") for card in cards(page)]
    # one paper has no PMID
    assert not (shipped / "papers" / "kim2019.nbib").exists()


def test_a_reading_list_stands_by_evidence_with_all_that_is_said_of_it(shipped: Path) -> None:
    page = pages_of(shipped)["conditions/fibromyalgia.html"]
    headings = [one.text_content() for one in page.findall(".//section/h2")]
    levels = [heading for heading in headings if heading.startswith("Level")]
    assert levels == sorted(levels)
    assert len(levels) > 2
    text = page.text_content()
    for words in ("What is in", "What is left out", "Licence", "Report an error", "off-label"):
        assert words in text
    assert "This list holds 7 papers" in text
    assert "It is not medical advice" in text


def test_absolute_addresses_stand_where_the_site_is_known_to_stand(shipped: Path) -> None:
    pages = pages_of(shipped)
    canonical = pages["papers/kim2019.html"].find(".//link[@rel='canonical']").get("href")
    assert canonical == "https://x.org/ldn/papers/kim2019.html"
    sitemap = (shipped / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://x.org/ldn/conditions/fibromyalgia.html</loc>" in sitemap
    assert "404.html" not in sitemap
    robots = (shipped / "robots.txt").read_text(encoding="utf-8")
    assert "https://x.org/ldn/sitemap.xml" in robots
    # a server shows this one at any depth
    assert pages["404.html"].get("data-root") == "/ldn/"
    assert pages["404.html"].find(".//link[@rel='stylesheet']").get("href") == (
        "/ldn/assets/site.css"
    )


def test_without_an_address_there_is_no_sitemap(hostile: Path) -> None:
    assert not (hostile / "sitemap.xml").exists()
    assert pages_of(hostile)["index.html"].find(".//link[@rel='canonical']") is None


def test_hostile_texts_are_text(hostile: Path) -> None:
    pages = pages_of(hostile)
    for path in hostile.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<img" not in text
        assert "<script>" not in text
        assert "\u202e" not in re.sub(r"<script type=.*", "", text)
    titles = [card.find(".//h3").text_content() for card in cards(pages["papers/index.html"])]
    assert sum(title.startswith(ATTACK) for title in titles) == 9
    assert len([card for page in pages.values() for card in cards(page)]) > 30


def test_nothing_is_written_outside_of_the_folder(hostile: Path) -> None:
    outside = [path for path in hostile.parents[1].rglob("*") if hostile not in path.parents]
    assert sorted(path.name for path in outside) == ["deep", "public"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_build_gives_the_same_bytes_anywhere_and_a_second_one_rewrites_nothing(
    tmp_path: Path,
) -> None:
    library = generated_library(30)
    first = build_site(library, tmp_path / "a")
    assert (first.papers, first.unchanged, first.removed) == (30, 0, 0)
    build_site(library, tmp_path / "b")
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "a").rglob("*")}
    second = build_site(library, tmp_path / "a")
    assert (second.written, second.unchanged) == (0, first.written)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "a").rglob("*")} == before


def test_the_day_of_the_build_changes_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = generated_library(20)
    for day in ("2026-01-10", "2026-01-11"):
        seconds = int(dt.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        built = build_site(library, tmp_path)
    assert built.written == 0


def test_a_paper_that_goes_takes_its_files_with_it(tmp_path: Path) -> None:
    library = generated_library(12)
    build_site(library, tmp_path)
    gone = library.entries[3].key
    assert (tmp_path / "papers" / f"{gone}.html").is_file()
    rest = replace(library, entries=tuple(e for e in library if e.key != gone))
    built = build_site(rest, tmp_path)
    assert built.removed >= 4
    assert not list(tmp_path.rglob(f"{gone}.*"))
    for address, page in pages_of(tmp_path).items():
        for target, _ in inner_links(address, page):
            assert (tmp_path / target).is_file() or address == "404.html"


def test_an_empty_library_has_a_site(tmp_path: Path) -> None:
    built = build_site(Library(style_folders=FOLDERS), tmp_path)
    assert built.papers == 0
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "No paper of this library has a condition." in text


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build_site(generated_library(10), tmp_path, progress=lambda *step: told.append(step))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1]


def test_the_style_that_is_asked_for_stands_first(tmp_path: Path) -> None:
    build_site(generated_library(3), tmp_path, style="plos-one")
    page = pages_of(tmp_path)["papers/item1.html"]
    assert page.find(".//option").get("value") == "plos-one"
    assert len(page.findall(".//option")) == len(STYLES) + 1


def test_what_is_wrong_is_said_before_anything_is_written(tmp_path: Path) -> None:
    library = generated_library(3)
    with pytest.raises(UnknownStyleError):
        build_site(library, tmp_path / "p", style="nosuchstyle")
    with pytest.raises(UsageError, match="is no address for a site"):
        build_site(library, tmp_path / "p", base_url="example.org")
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", ""),
        (" https://example.org ", "https://example.org/"),
        ("http://example.org/a/", "http://example.org/a/"),
    ],
)
def test_addresses_of_sites_end_in_a_slash(text: str, url: str) -> None:
    assert site_url(text) == url


@pytest.mark.parametrize(
    "text", ["ftp://example.org", "javascript:x", "/lists", "https://x.org/?a", "https://x.org/#a"]
)
def test_what_is_no_address_of_a_site_is_named(text: str) -> None:
    with pytest.raises(UsageError, match=re.escape(repr(text))):
        site_url(text)
