"""Items for measurements: any number of them, varied as a library of papers is, always the same.

Kinds, numbers of authors, years and the repetition of names follow what medical libraries hold:
four in five are journal articles, most have two to seven authors, a few dozen; recent years are
more frequent than old ones; frequent family names come again and again, so that citations have
to be told apart.

    python benchmarks/items.py NUMBER FILE.json FILE.bib
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any, Final

Item = dict[str, Any]

# kind of item, and how many of a hundred are of it
_KINDS: Final = {
    "article-journal": 79,
    "book": 6,
    "chapter": 6,
    "report": 3,
    "thesis": 2,
    "webpage": 2,
    "paper-conference": 2,
}
# number of authors, and how many of a hundred items have it
_AUTHORS: Final = {0: 1, 1: 10, 2: 13, 3: 14, 4: 14, 5: 13, 6: 11, 7: 8, 8: 6, 10: 5, 14: 3, 30: 2}

# fmt: off
_STARTS: Final = ("Ab", "Ber", "Cal", "Da", "El", "Fro", "Gar", "Hol", "Ish", "Jan", "Ka", "Lind",
                  "Mo", "Nak", "Ol", "Pe", "Ro", "Sand", "Tor", "Vil", "Wen", "Ya", "Zim")
_ENDS: Final = ("berg", "sson", "ura", "ini", "ez", "ova", "mann", "ley", "ton", "ski", "ado",
                "eau", "ward", "ingh", "aro")
_GIVEN: Final = ("Ada", "Ben", "Carla", "David", "Eva-Lena", "Femi", "Grace", "Hugo", "Ines",
                 "Jean-Paul", "Kenji", "Laura", "Miguel", "Nora", "Omar", "Petra", "Qi", "Rosa",
                 "Samuel", "Tove", "Uma", "Victor", "Wanda", "Xiu", "Yves", "Zoë")
_TOPICS: Final = ("chronic pain", "fibromyalgia", "low-dose treatment", "sleep quality",
                  "small-fibre neuropathy", "opioid receptors", "inflammatory markers",
                  "patient-reported outcomes", "quality of life", "fatigue", "microglia in mice",
                  "multiple sclerosis", "Crohn’s disease", "placebo response")
_FORMS: Final = ("Effects of {a} on {b}: a randomised trial", "{A} and {b}", "Does {a} change {b}?",
                 "{A} in adults with {b}: a systematic review and meta-analysis",
                 "A pilot study of {a} and {b}", "{A}", "“More than {a}”: living with {b}",
                 "{A}: 10-year follow-up of {b} (the <i>LONG</i> study)")
_PLACES: Final = ("London", "Oslo", "New York", "Leiden", "Kyoto", "São Paulo", "Berlin")
_JOURNALS: Final = (("Journal of {}", "J {}"), ("{} Research", "{} Res"),
                    ("European {} Review", "Eur {} Rev"), ("{} Letters", "{} Lett"))
# fmt: on


def _people(random_: random.Random, count: int) -> list[Item]:
    people: list[Item] = []
    for _ in range(count):
        # the square makes the first names of the lists the frequent ones
        start = _STARTS[int(len(_STARTS) * random_.random() ** 2)]
        end = _ENDS[int(len(_ENDS) * random_.random() ** 2)]
        given = _GIVEN[random_.randrange(len(_GIVEN))]
        if random_.random() < 0.4:
            given += f" {random_.choice('ABCDEFGHIJKLMNOPRSTW')}."
        name: Item = {"family": start + end, "given": given}
        chance = random_.random()
        if chance < 0.03:
            name["non-dropping-particle"] = random_.choice(("van", "de", "van der"))
        elif chance < 0.04:
            name["suffix"] = random_.choice(("Jr", "III"))
        people.append(name)
    return people


def _journals(random_: random.Random) -> list[tuple[str, str, str]]:
    journals: list[tuple[str, str, str]] = []
    for topic in ("Pain", "Medicine", "Neurology", "Rheumatology", "Pharmacology", "Sleep"):
        for form, short in _JOURNALS:
            issn = f"{random_.randrange(10_000):04}-{random_.randrange(10_000):04}"
            journals.append((form.format(topic), short.format(topic[:6]), issn))
    return journals


def generate(count: int, seed: int = 1) -> list[Item]:
    """Make CSL-JSON items.

    Args:
        count: how many; the first n of a longer list are the list of n.
        seed: another seed gives another list.
    """
    random_ = random.Random(seed)
    journals = _journals(random_)
    return [_item(random_, number, journals) for number in range(1, count + 1)]


def _item(random_: random.Random, number: int, journals: list[tuple[str, str, str]]) -> Item:
    kind = random_.choices(list(_KINDS), list(_KINDS.values()))[0]
    first, second = random_.sample(_TOPICS, 2)
    title = random_.choice(_FORMS).format(a=first, b=second, A=first[0].upper() + first[1:])
    item: Item = {"id": f"item{number}", "type": kind, "title": title}
    if random_.random() < 0.02:
        item["author"] = [{"literal": f"{random_.choice(_PLACES)} Study Group"}]
    elif people := _people(random_, random_.choices(list(_AUTHORS), list(_AUTHORS.values()))[0]):
        item["author"] = people
    year = 2024 - int(50 * random_.random() ** 2)
    if random_.random() < 0.99:
        parts = [year, random_.randint(1, 12), random_.randint(1, 28)]
        item["issued"] = {"date-parts": [parts[: random_.choice((1, 1, 2, 3))]]}
    page = random_.randint(1, 1900)
    if kind == "article-journal":
        journal, short, issn = random_.choice(journals)
        item |= {"container-title": journal, "container-title-short": short, "ISSN": issn}
        item |= {"volume": str(year - 1970), "issue": str(random_.randint(1, 12))}
        pages = f"{page}-{page + random_.randint(1, 20)}"
        item["page"] = pages if random_.random() < 0.9 else f"e{page}"
        item["DOI"] = f"10.5555/{short[0].lower()}.{year}.{number}"
        return item
    item |= {"publisher": f"{random_.choice(_STARTS)} Press"}
    item["publisher-place"] = random_.choice(_PLACES)
    if kind in ("chapter", "paper-conference"):
        item |= {"container-title": f"Handbook of {second}", "page": f"{page}-{page + 12}"}
        item["editor"] = _people(random_, random_.choice((1, 2, 3)))
    elif kind == "book" and random_.random() < 0.4:
        item["edition"] = str(random_.randint(2, 7))
    elif kind == "webpage":
        item["URL"] = f"https://example.org/{number}"
        item["accessed"] = {"date-parts": [[2024, 5, 1]]}
    elif kind == "thesis":
        item["genre"] = "PhD thesis"
    return item


# kind of item: entry type of BibTeX, and the field of what it appeared in
_ENTRIES: Final = {
    "article-journal": ("article", "journal"),
    "book": ("book", ""),
    "chapter": ("incollection", "booktitle"),
    "report": ("techreport", ""),
    "thesis": ("phdthesis", ""),
    "webpage": ("misc", ""),
    "paper-conference": ("inproceedings", "booktitle"),
}
_FIELDS: Final = {
    "volume": "volume",
    "issue": "number",
    "DOI": "doi",
    "publisher": "publisher",
    "publisher-place": "address",
    "edition": "edition",
    "URL": "url",
}


def _bibtex_names(people: list[Item]) -> str:
    names: list[str] = []
    for name in people:
        if "literal" in name:
            names.append(f"{{{name['literal']}}}")
            continue
        family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
        parts = [family, *([name["suffix"]] if "suffix" in name else []), name["given"]]
        names.append(", ".join(parts))
    return " and ".join(names)


def to_bibtex(items: list[Item]) -> str:
    """The same items as BibTeX, for engines that read nothing else."""
    entries: list[str] = []
    for item in items:
        entry, container = _ENTRIES[item["type"]]
        fields = {"title": item["title"].replace("<i>", "\\emph{").replace("</i>", "}")}
        for role in ("author", "editor"):
            if role in item:
                fields[role] = _bibtex_names(item[role])
        if "issued" in item:
            parts = item["issued"]["date-parts"][0]
            fields["date"] = "-".join(f"{part:02}" for part in parts)
        if container and "container-title" in item:
            fields[container] = item["container-title"]
        if "page" in item:
            fields["pages"] = item["page"].replace("-", "--")
        fields |= {field: item[key] for key, field in _FIELDS.items() if key in item}
        lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items())
        entries.append(f"@{entry}{{{item['id']},\n{lines}}}\n")
    return "\n".join(entries)


def main() -> None:
    """Write items as CSL-JSON and as BibTeX."""
    number, as_json, as_bibtex = sys.argv[1:]
    items = generate(int(number))
    Path(as_json).write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    Path(as_bibtex).write_text(to_bibtex(items), encoding="utf-8")


if __name__ == "__main__":
    main()
