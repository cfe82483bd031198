from __future__ import annotations

import pytest

from ldn_bib.csl.aliases import ALIASES, COMMON, renamed_styles
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.package import styles_folder


def _ids() -> set[str]:
    folder = styles_folder()
    return {path.stem for place in (folder, folder / "dependent") for path in place.glob("*.csl")}


def test_every_alias_stands_for_a_packaged_style() -> None:
    assert {target for target in ALIASES.values() if target not in _ids()} == set()


def test_no_alias_hides_a_style() -> None:
    assert set(ALIASES) & _ids() == set()


def test_every_common_name_is_found() -> None:
    assert {name for name in COMMON if not find_style(name).path.is_file()} == set()


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("vancouver", "nlm-citation-sequence"),
        ("ama", "american-medical-association"),
        ("apa", "apa"),
        ("mla", "modern-language-association"),
        ("chicago", "chicago-author-date"),
        ("harvard", "harvard-cite-them-right"),
        ("ieee", "ieee"),
        ("nature", "nature"),
        ("bmj", "bmj"),
        ("lancet", "the-lancet"),
        ("nejm", "the-new-england-journal-of-medicine"),
        ("jama", "jama"),
        ("nlm", "nlm-citation-sequence"),
    ],
)
def test_names_that_people_say(name: str, style: str) -> None:
    assert find_style(name).id == style


def test_every_former_id_leads_to_a_style() -> None:
    lost = [old for old in renamed_styles() if not find_style(old).path.is_file()]
    assert len(renamed_styles()) > 500
    assert lost == []


def test_british_guides_are_british() -> None:
    assert find_style("harvard").default_locale == "en-GB"
    assert find_style("harvard-cite-them-right").default_locale is None
