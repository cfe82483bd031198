"""Ten references of ten kinds, of our own invention, each with what formats stumble over."""

from __future__ import annotations

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.values.condition import Condition

CONDITIONS = {
    "winter-itch": Condition(
        "winter-itch",
        "Winter itch",
        mesh_name="Pruritus",
        mesh_id="D011537",
        mondo_id="MONDO:0000001",
        synonyms=("Pruritus hiemalis",),
    ),
    "itch-chronic": Condition("itch-chronic", "Itch, chronic; in winter"),
    "crohn-disease": Condition(
        "crohn-disease", "Crohn’s disease", mesh_name="Crohn Disease", mesh_id="D003424"
    ),
}
"""The vocabulary that the tags of :data:`AWKWARD` belong to."""

_WINTER = Tag("winter-itch", "Winter itch")
_CHRONIC = Tag("itch-chronic", "Itch, chronic; in winter")
_CROHN = Tag("crohn-disease", "Crohn’s disease", derived=True)

ARTICLE = Entry(
    {
        "id": "vanderberg2021",
        "type": "article-journal",
        "title": 'H<sub>2</sub>O ointment in <i>Pruritus hiemalis</i> (the <span class="nocase">'
        "iCOLD</span> trial): p < .05 & “more”",
        "title-short": "Ointment in winter itch",
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "Okafor", "given": "Ngozi Maria", "suffix": "Jr."},
            {"family": "Alembert", "given": "Jean", "dropping-particle": "d’"},
            {"family": "Ünlü-Åström", "given": "Žofie"},
            {"literal": "Working Group on Skin, Cold, and Sleep"},
        ],
        "editor": [{"family": "Li", "given": "Wei"}],
        "container-title": "Journal of Cold Skin & Sleep",
        "container-title-short": "J Cold Skin Sleep",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "accessed": {"date-parts": [[2022, 1, 9]]},
        "volume": "7",
        "issue": "2 Suppl 1",
        "page": "317-325",
        "DOI": "10.5555/Cold(7)2<317::aid-x>3.0.co;2-#",
        "PMID": "99000001",
        "PMCID": "PMC9900001",
        "ISSN": "1234-5679, 2049-3630",
        "language": "en-GB",
        "abstract": 'AIM: To test < and > and & in "quotes".\n\nOR  - 2.3 on a line of its own.',
        "keyword": "ointment; winter itch; Größe",
        "note": "Language: checked by hand\nSecond line",
        "publisher": "Cold Press",
        "URL": "https://example.org/cold?a=1&b=2#c",
        "custom": {"pdf": "https://example.org/cold.pdf", "shelf": "B"},
    },
    tags=(_WINTER, _CHRONIC, _CROHN),
    annotation=Annotation(summary="An ointment was tried <in adults> & helped “some” of them."),
)
BOOK = Entry(
    {
        "id": "edited2018",
        "type": "book",
        "title": "A book of chapters; with {braces} and a 50% back\\slash",
        "editor": [{"family": "Ñúñez", "given": "José"}, {"family": "Gaulle", "given": "C. de"}],
        "collection-title": "Books on skin",
        "collection-number": "12",
        "publisher": "Cold Press & Sons",
        "publisher-place": "Tromsø",
        "edition": "2",
        "volume": "3",
        "number-of-pages": "352",
        "issued": {"date-parts": [[2018]]},
        "ISBN": "978-0-00-000000-2",
        "note": "One line only",
    },
    tags=(_CHRONIC,),
)
CHAPTER = Entry(
    {
        "id": "oe2018",
        "type": "chapter",
        "title": "日本の冬: A chapter",
        "author": [{"family": "Ōe", "given": "Kenzaburō"}],
        "editor": [{"family": "Ñúñez", "given": "José"}, {"literal": "Cold Society"}],
        "container-title": "A book of chapters",
        "collection-title": "Books on skin",
        "publisher": "Cold Press",
        "publisher-place": "Tromsø",
        "edition": "Third revised",
        "issued": {"date-parts": [[2018, 11]]},
        "page": "xi-xiv, 12-18",
        "ISBN": "978-0-00-000000-2",
        "PMCID": "PMC9900002",
    }
)
THESIS = Entry(
    {
        "id": "king1955",
        "type": "thesis",
        "title": "On itching: “Why?” asked the patient",
        "author": [{"family": "King", "given": "Martin Luther", "suffix": "III"}],
        "publisher": "University of the North",
        "publisher-place": "Umeå, Sweden",
        "genre": "PhD thesis",
        "issued": {"date-parts": [[1955, 6]]},
        "number-of-pages": "211",
        "language": "sv",
    },
    tags=(_WINTER,),
)
WEB_PAGE = Entry(
    {
        "id": "coldsociety-nd",
        "type": "webpage",
        "title": "What to do when it itches?",
        "author": [{"literal": "Cold Society, Section for Patients"}],
        "container-title": "Cold Society",
        "issued": {"literal": "last changed in spring"},
        "accessed": {"date-parts": [[2022, 1, 9]]},
        "URL": "https://example.org/itch/?q=%C3%A9,;a",
    }
)
REPORT = Entry(
    {
        "id": "who2009",
        "type": "report",
        "title": "Skin in the cold, 2008-2009",
        "author": [{"literal": "World Health Organization"}],
        "publisher": "World Health Organization",
        "publisher-place": "Geneva",
        "genre": "Technical report",
        "number": "WHO/SKIN/09.3",
        "issued": {"date-parts": [[2009, 5], [2009, 6]]},
        "page": "1-88",
        "URL": "https://example.org/who-09-3",
    },
    tags=(_CROHN,),
)
CONFERENCE_PAPER = Entry(
    {
        "id": "plato2019",
        "type": "paper-conference",
        "title": "A paper with an article number",
        "author": [{"family": "Plato"}, {"family": "O’Neill", "given": "Siobhán"}],
        "container-title": "Proceedings of the ninth meeting on itch",
        "event-title": "Ninth meeting on itch",
        "event-place": "Oulu",
        "event-date": {"date-parts": [[2019, 9, 2], [2019, 9, 4]]},
        "publisher": "Meeting Press",
        "volume": "9",
        "page": "e01475",
        "issued": {"date-parts": [[2019, 9, 3]]},
        "DOI": "10.5555/meet.9.1475",
        "PMID": "99000002",
    }
)
DATASET = Entry(
    {
        "id": "itchdata2020",
        "type": "dataset",
        "title": "Itch counts −5 °C ± 0.1, α/β",
        "author": [{"literal": "Skin Tools"}],
        "publisher": "Repository of the North",
        "version": "1.2",
        "issued": {"date-parts": [[2020, 2, 29]]},
        "DOI": "10.5555/data.1",
        "URL": "https://example.org/data",
        "medium": "CSV",
    }
)
PREPRINT = Entry(
    {
        "id": "delacruz2023",
        "type": "article",
        "title": "A preprint\u00a0with a no-break space",
        "author": [{"family": "Cruz", "given": "Pia", "non-dropping-particle": "de la"}],
        "publisher": "medRxiv of the North",
        "genre": "Preprint",
        "number": "2023.01.01.23280001",
        "issued": {"date-parts": [[2023]], "season": 4},
        "DOI": "10.5555/2023.01.01.23280001",
        "abstract": "Only one line, no more.",
    },
    tags=(_CHRONIC,),
    annotation=Annotation(summary="A first look; not yet reviewed."),
)
PATENT = Entry(
    {
        "id": "nobel1867",
        "type": "patent",
        "title": "Apparatus for the counting of scratches",
        "author": [{"family": "Nobel", "given": "A."}],
        "number": "US 123,456 A",
        "authority": "United States Patent Office",
        "jurisdiction": "US",
        "submitted": {"date-parts": [[1866, 1, 2]]},
        "issued": {"date-parts": [[1867, 5, 7]], "circa": True},
        "publisher-place": "Washington, D.C.",
    }
)

AWKWARD = [
    ARTICLE,
    BOOK,
    CHAPTER,
    THESIS,
    WEB_PAGE,
    REPORT,
    CONFERENCE_PAPER,
    DATASET,
    PREPRINT,
    PATENT,
]
"""A journal article with everything, then nine other kinds."""
