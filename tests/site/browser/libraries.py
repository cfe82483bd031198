"""Libraries to build sites of: one of hostile papers, and an index of very many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

ATTACK: Final = "<script>window.attacked='title'</script>"
LONG_TITLE: Final = f"{'Long and longer ' * 24}{'W' * 40}"
RTL_TITLE: Final = "נלטרקסון במינון נמוך <b>לכאב</b> كروني"

HOSTILE: Final = f"""
@article{{script2020,
  author = {{O'Bri"en<img src=x onerror="window.attacked='author'">, A}},
  title = {{{ATTACK} \\& "quotes" 'and' <img src=x onerror="window.attacked='image'">}},
  journal = {{Journal "of" <svg onload=window.attacked='journal'> quotes}},
  year = 2020,
  url = {{javascript:window.attacked='url'}},
  doi = {{10.1000/"onmouseover=window.attacked='doi' x="}},
  keywords = {{"><script>window.attacked='keyword'</script>}},
}}
@article{{long2019,
  author = {{Long, B}},
  title = {{{{{LONG_TITLE}}}}},
  journal = {{{"J" * 120}}},
  year = 2019,
}}
@article{{rtl2018,
  author = {{כהן, דן}},
  title = {{{RTL_TITLE}}},
  journal = {{Journal of both ways}},
  year = 2018,
  note = {{</script><script>window.attacked='note'</script>}},
}}
@article{{__proto__,
  author = {{Proto, C}},
  title = {{Prototype}},
  journal = {{Journal of keys}},
  year = 2017,
}}
@article{{retracted2016,
  author = {{Müller-Ångström, Zoë}},
  title = {{Café-au-lait spots in Čapek's naïve patients}},
  journal = {{Revue de dermatologie}},
  year = 2016,
}}
"""
"""Papers whose every field tries to be something else than text."""

MANY: Final = 5000


def write_many(site: Path) -> None:
    """Replace the index of a built site by one of :data:`MANY` papers of the same shape."""
    names = ("Okafor", "Berg", "Sørensen", "García", "Łukasz", "Tanaka", "Müller", "Haddad")
    subjects = ("ointment", "winter itch", "placebo", "sleep", "fatigue", "cytokines", "children")
    conditions = [["winter-itch", "Winter itch"], ["dry-skin", "Dry skin"]]
    designs = [["rct", "randomised controlled trial"], ["case-report", "case report"]]
    rows: list[dict[str, Any]] = []
    for number in range(MANY):
        subject = subjects[number % len(subjects)]
        name = names[number % len(names)]
        rows.append(
            {
                "k": f"paper{number}",
                "u": f"papers/paper{number}.html",
                "t": f"Study number {number} on {subject} in people with long-lasting complaints",
                "a": f"{name}, Second, Third et al.",
                "j": "Journal of Studies",
                "y": 2024 - number // 250,
                "d": number % 2,
                "c": [number % 2],
                "s": f"This study asked whether {subject} makes a difference. " * 4,
                "w": f"study asked whether {subject} makes a difference people took part " * 8,
                "l": [["DOI", f"https://doi.org/10.1000/{number}"]],
            }
        )
    size = 250
    data = site / "data"
    parts = [rows[start : start + size] for start in range(0, MANY, size)]
    for number, part in enumerate(parts):
        text = f"ldnbib.chunk({number},{json.dumps(part, ensure_ascii=False)});\n"
        data.joinpath(f"search-{number}.js").write_text(text, "utf-8")
    head = {
        "total": MANY,
        "size": 25,
        "chunks": len(parts),
        "conditions": conditions,
        "designs": designs,
        "styles": [["vancouver", "Vancouver", 1]],
    }
    data.joinpath("search.js").write_text(f"ldnbib.index({json.dumps(head)});\n", "utf-8")
