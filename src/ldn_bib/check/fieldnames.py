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

MANAGERS = _names(
    """
    abstractnote accession-number accessdate accessed access adsnote adsurl affiliation
    affiliations altmetric annotations archive archivelocation arxivid assignee author+an author_keywords
    author-email bibsource biburl bibtexkey callnumber call-number category citation citationcount
    citationkey citedby cited-reference-count cites citeulike-article-id coden comment comments
    conference contributor copyright correspondence country creationdate da database date-added
    date-modified dayfiled document_type doi-base editor+an eissn entrytype extra fjournal
    folder funding-acknowledgement funding-text grant groups icore id identifier image imprint
    internal-note interhash intrahash isbn-10 isbn-13 isbn10 isbn13 issn-l issnl issn-online
    issn-print issue_date itemtype journal-iso journaliso journal_abbrev keyword keywords-plus
    langcode lastchecked lccn license local-url location-in-archive mendeley-groups mendeley-tags
    misc misc2 modificationdate monthfiled mrclass mrnumber mrreviewer nationality nlmid notes
    nulluniqueid number-of-cited-references numpages oa oclc oclcnumber orcid orcid-numbers owner
    page-first papers3_uid pii pissn place posted-at printed priority ps qualityassured ranking
    rating read readstatus refid references relevance remark research-areas reportno
    researcherid-numbers review reviewer revision rights rn section series-title size source
    stringid su subject submitted summary tags text timestamp times-cited translated_title
    translatedtitle tppubtype type-of-article unique-id uri urn username uuid web-of-science-categories
    web-of-science-index wos xref_author yearfiled yeardivision zbl zblnumber __markedentry
    sourcetype source_id subtype abbrev_source_title abbrev_journal funding funding_details
    funding_text abbrev venuetype collaboration reportnumber archive_location month_numeric
    chemicals_cas tradenames manufacturers molecular_seqnumbers cocitation sponsors page_count
    pubmed_id pubmedid pmid-version nihmsid inspirehep slaccitation video code slides poster
    preprint supplement supp project website html bibtex_show selected preview arxiv additional_info
    note2 annote2 data-type earlyaccessdate meeting organisation-note book-group-author
    book-author book-author-email early-access-date number-of-pages
    """
)
"""What programs write for themselves: JabRef, Mendeley, Zotero with Better BibTeX, BibDesk,
CiteULike, BibSonomy, DBLP, ADS, INSPIRE, Web of Science, Scopus, MathSciNet, zbMATH, and the
home pages of groups."""

PATTERNS = re.compile(
    r"""(?:bdsk-(?:url|file)|file|pdf|misc|custom|da|x-fetchedfrom)-?[0-9]*
    |opt.+|alt.+|__.*|x-.*|comment-.*|mendeley-.*|zotero-.*|citeulike-.*|jabref-.*|tex\..*
    |bib(?:desk|sonomy)-.*|ctl.*|da[0-9]+""",
    re.VERBOSE,
)
"""Families of names: numbered fields of BibDesk, and ``OPTauthor``, which Emacs writes for a
field still to be filled and BibTeX passes over."""

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
    "event-title": "eventtitle",
    "event-place": "venue",
    "publisher-place": "location",
    "page": "pages",
    "title-short": "shorttitle",
    "genre": "type",
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
    "journalabbreviation": "shortjournal",
    "proceedings": "booktitle",
}
"""Other names, and the field that stands for them."""


def is_known(name: str) -> bool:
    """Whether some program knows a field of this name in lower case."""
    return name in KNOWN or PATTERNS.fullmatch(name) is not None
