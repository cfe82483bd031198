"""Names of fields that some program knows, and what other names are meant for."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BIBTEX = _names(
    """
    address annote author booktitle chapter crossref edition editor howpublished institution
    journal key month note number organization pages publisher school series title type volume
    year
    """
)
"""BibTeX's own styles, «BibTeXing» (Patashnik 1988), section 3.2."""

BIBLATEX = _names(
    """
    abstract addendum afterword annotation annotator author authortype bookauthor bookpagination
    booksubtitle booktitle booktitleaddon chapter commentator crossref date doi edition editor
    editora editoratype editorb editorbtype editorc editorctype editortype eid entryset
    entrysubtype eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon execute file
    foreword gender holder howpublished ids indexsorttitle indextitle institution introduction
    isan isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle
    journaltitle journaltitleaddon keywords label langid langidopts language library lista listb
    listc listd liste listf location mainsubtitle maintitle maintitleaddon month namea nameaddon
    nameatype nameb namebtype namec namectype note number options organization origdate
    origlanguage origlocation origpublisher origtitle pages pagetotal pagination part presort
    publisher pubstate related relatedoptions relatedstring relatedtype reprinttitle series
    shortauthor shorteditor shorthand shorthandintro shortjournal shortseries shorttitle sortkey
    sortname sortshorthand sorttitle sortyear subtitle title titleaddon translator type url
    urldate usera userb userc userd usere userf venue verba verbb verbc version volume volumes
    xdata xref year
    address annote archiveprefix journal key pdf primaryclass school hyphenation
    """
)
"""biblatex 3.20: its data model, and the aliases of its manual, section 2.2.5."""

OURS = _names(
    """
    pmid pmcid pmc eissn unverified status statusnotice statuschecked ldnbib day articleno
    collection-number journalsubtitle
    """
)
"""What this project adds."""

_PROGRAMS: Mapping[str, str] = {
    "BibDesk": "date-added date-modified local-url rating read",
    "JabRef": """__markedentry bibtexkey citationcount citationkey cites comment creationdate
    dayfiled entrytype folder groups icore modificationdate monthfiled nationality owner printed
    priority ps qualityassured ranking readstatus relevance reportno review revision timestamp uri
    yeardivision yearfiled""",
    "Mendeley": "annotation arxivid mendeley-groups mendeley-tags",
    "Zotero and Better BibTeX": """archive archivelocation callnumber copyright
    itemtype journalabbreviation keyword langcode notes place rights shortjournal urn""",
    "CiteULike": "citeulike-article-id comment posted-at priority",
    "BibSonomy": "added-at biburl description interhash intrahash keywords username",
    "DBLP": "bibsource biburl timestamp",
    "ADS and INSPIRE": """adsnote adsurl collaboration eid inspirehep primaryclass reportnumber
    slaccitation slac-citation""",
    "Web of Science": """affiliation affiliations author-email book-author book-author-email
    book-group-author cited-references da doc-delivery-number early-access-date
    funding-acknowledgement funding-text earlyaccessdate journal-iso keywords-plus meeting
    number-of-cited-references oa orcid-numbers research-areas researcherid-numbers times-cited
    type-of-article unique-id web-of-science-categories web-of-science-editions
    web-of-science-index""",
    "Scopus": """abbrev_source_title affiliation affiliations art_number author_keywords
    chemicals_cas citedby coden correspondence_address correspondence_address1 document_type
    funding_details funding_text manufacturers molecular_seqnumbers page_count
    publication_stage pubmed_id references source sponsors tradenames""",
    "MathSciNet and zbMATH": """fjournal isbn-10 isbn-13 isbn10 isbn13 mrclass mrnumber mrreviewer
    msc2010 zbl zblnumber zbmath""",
    "ACM and other publishers": """acmid article articleno conference issue_date month_numeric
    numpages issn-l issnl issn-online issn-print pissn eisbn""",
    "libraries": "category contributor country lccn library nlmid oclc section subject summary",
    "home pages of groups": """abbr additional_info altmetric award bibtex_show blog code
    dimensions html poster preview project selected slides supp video website""",
    "MEDLINE, under its tags": """ad auid ci cin cn cois con crdt crf cri da dcom ddi ddin dep
    dp drin ecf eci ecfrom edat efr ein fau fed fir fps gn gr gs ir irad is isbn jid jt lid lr mh
    mhda mid nm oab oabl oci oid ori ot oto own pb phst pl prin prof pst pt pubm ra rf rin rn rof
    rpf rpi rrf rri sb sfm si so spin sst stat ta tt uin uof vi vti""",
    "CSL, where BibTeX has no field": """archive archive-place archive_collection archive_location
    authority available-date chair citation-label collection-editor compiler composer contributor
    curator dimensions director division editor-translator editorial-director executive-producer
    guest host illustrator interviewer jurisdiction license medium narrator organizer
    original-author page-first part-title performer printing-number producer recipient references
    reviewed-author reviewed-genre reviewed-title scale script-writer section series-creator
    source submitted supplement-number volume-title year-suffix""",
    "biblatex with annotations": "author+an editor+an title+an",
    "people": """access accessed assignee comments extra funding grant id image lastchecked license
    nihmsid orcid pii priority remark remarks size submitted tags text""",
}
"""Program to the names that it writes for itself or reads beside those above."""

MANAGERS = frozenset(name for names in _PROGRAMS.values() for name in names.split())
"""What programs write for themselves, all of them together."""

PATTERNS = re.compile(
    r"""(?:bdsk-(?:url|file)|file|pdf|misc|custom|usage-count-(?:last|since))-?[0-9]*(?:-days)?
    |__.*|x-.*|comment-.*|mendeley-.*|zotero-.*|citeulike-.*|jabref-.*|tex\..*|ctl.*""",
    re.VERBOSE,
)
"""Families of names, such as the numbered fields of BibDesk."""

UNFINISHED = ("opt", "alt")
"""Emacs writes ``OPTauthor`` for a field still to be filled, and BibTeX passes over it."""

KNOWN = BIBTEX | BIBLATEX | OURS | MANAGERS

SPELLINGS: frozenset[str] = (BIBTEX | BIBLATEX | OURS) - _names(
    """
    lista listb listc listd liste listf namea nameb namec nameatype namebtype namectype usera
    userb userc userd usere userf verba verbb verbc editora editorb editorc editoratype
    editorbtype editorctype execute gender ids options hyphenation pdf key label iswc ismn isrn
    isan articleno collection-number related xref volumes status statusnotice statuschecked
    """
)
"""Names that a misspelled one may be meant for."""

MEANT: Mapping[str, str] = {
    # short forms
    "vol": "volume",
    "no": "number",
    "num": "number",
    "nr": "number",
    "ed": "edition",
    "pp": "pages",
    "pgs": "pages",
    "lang": "language",
    "org": "organization",
    "inst": "institution",
    "univ": "institution",
    "abs": "abstract",
    "kw": "keywords",
    # variables of CSL
    "container-title": "journaltitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "issued": "date",
    "event": "eventtitle",
    "event-title": "eventtitle",
    "event-place": "venue",
    "publisher-place": "location",
    "page": "pages",
    "title-short": "shorttitle",
    "genre": "type",
    "call-number": "library",
    "chapter-number": "chapter",
    "container-author": "bookauthor",
    "event-date": "eventdate",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "original-date": "origdate",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "original-title": "origtitle",
    "part-number": "part",
    # words that people use
    "city": "location",
    "organisation": "organization",
    "university": "institution",
    "publication": "journal",
    "periodical": "journal",
    "link": "url",
    "pubmed": "pmid",
    "articlenumber": "eid",
    "article-number": "eid",
    "article_number": "eid",
    "accesseddate": "urldate",
    "access-date": "urldate",
    "urlaccessdate": "urldate",
    "proceedings": "booktitle",
}
"""Other names, and the field that stands for them."""


def is_known(name: str) -> bool:
    """Whether some program knows a field of this name in lower case."""
    if name in KNOWN or PATTERNS.fullmatch(name):
        return True
    return name.startswith(UNFINISHED) and name[3:] in KNOWN
