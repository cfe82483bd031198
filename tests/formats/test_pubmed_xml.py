from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.entry import Entry
from ldn_bib.formats import nbib, nbib_reader
from ldn_bib.formats.medline import NOTICES
from ldn_bib.formats.pubmed_xml import (
    ARTICLE_ROWS,
    BOOK_ROWS,
    FIELDS,
    FORMAT,
    READS,
    read,
    sniff,
)
from ldn_bib.formats.rows import VARIABLES
from ldn_bib.values.finding import Finding, Severity

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
"""

ARTICLE = """\
<PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="1">99000001</PMID>
    <DateRevised><Year>2022</Year><Month>01</Month><Day>01</Day></DateRevised>
    <Article PubModel="Print-Electronic">
      <Journal>
        <ISSN IssnType="Electronic">2049-3630</ISSN>
        <JournalIssue CitedMedium="Internet">
          <Volume>7</Volume><Issue>2</Issue>
          <PubDate><MedlineDate>2021 Mar-Apr</MedlineDate></PubDate>
        </JournalIssue>
        <Title>Journal of cold skin</Title>
        <ISOAbbreviation>J. Cold Skin</ISOAbbreviation>
      </Journal>
      <ArticleTitle>H<sub>2</sub>O in <i>Pruritus
        hiemalis</i>: p &lt; .05 &amp; <u>more</u>.</ArticleTitle>
      <Pagination><StartPage>317</StartPage><EndPage>325</EndPage>
        <MedlinePgn>317-25</MedlinePgn></Pagination>
      <ELocationID EIdType="pii" ValidYN="Y">S0000-0000(21)00001-1</ELocationID>
      <ELocationID EIdType="doi" ValidYN="Y">10.5555/cold.7.2</ELocationID>
      <Abstract>
        <AbstractText Label="AIM" NlmCategory="OBJECTIVE">To test 10<sup>3</sup>.</AbstractText>
        <AbstractText Label="UNLABELLED">We tested.</AbstractText>
        <CopyrightInformation>(c) 2021 Cold Press.</CopyrightInformation>
      </Abstract>
      <AuthorList CompleteYN="N">
        <Author ValidYN="Y"><LastName>van der Berg</LastName><ForeName>Anna</ForeName>
          <Initials>A</Initials>
          <Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier>
          <AffiliationInfo><Affiliation>Department of Itch, Oslo.</Affiliation></AffiliationInfo>
        </Author>
        <Author ValidYN="N"><LastName>Kink</LastName><ForeName>Martin</ForeName></Author>
        <Author ValidYN="Y"><LastName>King</LastName><ForeName>Martin Luther</ForeName>
          <Initials>ML</Initials><Suffix>3rd</Suffix></Author>
        <Author ValidYN="Y"><LastName>Li</LastName><Initials>WX</Initials></Author>
        <Author ValidYN="Y"><CollectiveName>Cold, Skin, and Sleep Group</CollectiveName></Author>
      </AuthorList>
      <Language>eng</Language><Language>nor</Language>
      <DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
        <AccessionNumberList><AccessionNumber>NCT00000001</AccessionNumber></AccessionNumberList>
      </DataBank></DataBankList>
      <GrantList CompleteYN="Y"><Grant><GrantID>R01 AR000001</GrantID><Acronym>AR</Acronym>
        <Agency>NIAMS NIH HHS</Agency><Country>United States</Country></Grant></GrantList>
      <PublicationTypeList>
        <PublicationType UI="D016428">Journal Article</PublicationType>
        <PublicationType UI="D016441">Retracted Publication</PublicationType>
      </PublicationTypeList>
      <VernacularTitle>Salve mot vinterkloe.</VernacularTitle>
      <ArticleDate DateType="Electronic"><Year>2021</Year><Month>03</Month><Day>05</Day>
      </ArticleDate>
    </Article>
    <MedlineJournalInfo><Country>England</Country><MedlineTA>J Cold Skin</MedlineTA>
      <NlmUniqueID>0000001</NlmUniqueID><ISSNLinking>1234-5679</ISSNLinking>
    </MedlineJournalInfo>
    <ChemicalList><Chemical><RegistryNumber>0</RegistryNumber>
      <NameOfSubstance UI="D009824">Ointments</NameOfSubstance></Chemical></ChemicalList>
    <CitationSubset>IM</CitationSubset>
    <CommentsCorrectionsList>
      <CommentsCorrections RefType="RetractionIn">
        <RefSource>J Cold Skin. 2022 Jan;8(1):1</RefSource>
        <PMID Version="1">99000003</PMID></CommentsCorrections>
      <CommentsCorrections RefType="SomethingNew"><RefSource>J Warm Skin.</RefSource>
      </CommentsCorrections>
      <CommentsCorrections RefType="Cites"><RefSource>Old. 1990;1:1</RefSource>
      </CommentsCorrections>
    </CommentsCorrectionsList>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName>
      </MeshHeading>
      <MeshHeading><DescriptorName UI="D011537" MajorTopicYN="N">Pruritus</DescriptorName>
        <QualifierName UI="Q000188" MajorTopicYN="Y">drug therapy</QualifierName></MeshHeading>
    </MeshHeadingList>
    <KeywordList Owner="NOTNLM">
      <Keyword MajorTopicYN="Y">winter itch</Keyword><Keyword MajorTopicYN="N">ointment</Keyword>
    </KeywordList>
    <CoiStatement>None.</CoiStatement>
  </MedlineCitation>
  <PubmedData>
    <History>
      <PubMedPubDate PubStatus="received"><Year>2020</Year><Month>12</Month><Day>1</Day>
      </PubMedPubDate>
      <PubMedPubDate PubStatus="accepted"><Year>2021</Year><Month>2</Month><Day>3</Day>
      </PubMedPubDate>
      <PubMedPubDate PubStatus="pubmed"><Year>2021</Year><Month>3</Month><Day>6</Day>
        <Hour>6</Hour></PubMedPubDate>
    </History>
    <PublicationStatus>ppublish</PublicationStatus>
    <ArticleIdList>
      <ArticleId IdType="pubmed">99000001</ArticleId>
      <ArticleId IdType="pmc">PMC9900001</ArticleId>
      <ArticleId IdType="mid">NIHMS000001</ArticleId>
      <ArticleId IdType="doi">10.5555/COLD.7.2</ArticleId>
      <ArticleId IdType="pii">S0000-0000(21)00001-1</ArticleId>
    </ArticleIdList>
    <ReferenceList><Reference><Citation>Old. 1990;1:1</Citation>
      <ArticleIdList><ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList>
    </Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>
"""

CHAPTER = """\
<PubmedBookArticle><BookDocument>
  <PMID Version="1">99000009</PMID>
  <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
  <Book>
    <Publisher><PublisherName>Cold Press</PublisherName>
      <PublisherLocation>Tromsø</PublisherLocation></Publisher>
    <BookTitle book="cold">Skin in the cold</BookTitle>
    <PubDate><Year>2007</Year></PubDate>
    <AuthorList Type="editors" CompleteYN="Y"><Author><LastName>Ñúñez</LastName>
      <ForeName>José</ForeName></Author></AuthorList>
    <Edition>2nd</Edition>
    <CollectionTitle>Books on skin</CollectionTitle>
    <Isbn>9780000000002</Isbn><Isbn>9780000000019</Isbn>
    <Medium>Internet</Medium>
  </Book>
  <ArticleTitle book="cold" part="itch">Itching</ArticleTitle>
  <Language>eng</Language>
  <AuthorList Type="authors" CompleteYN="Y"><Author><LastName>Ōe</LastName>
    <ForeName>Kenzaburō</ForeName></Author></AuthorList>
  <PublicationType UI="D016454">Review</PublicationType>
  <Abstract><AbstractText>Short.</AbstractText></Abstract>
  <ContributionDate><Year>2008</Year><Month>07</Month><Day>18</Day></ContributionDate>
</BookDocument>
<PubmedBookData><PublicationStatus>ppublish</PublicationStatus>
  <ArticleIdList><ArticleId IdType="pubmed">99000009</ArticleId></ArticleIdList>
</PubmedBookData></PubmedBookArticle>
"""


def document(*records: str) -> str:
    return f"{HEAD}<PubmedArticleSet>\n{''.join(records)}</PubmedArticleSet>\n"


def small(article: str = "", *, pmid: int = 1, more: str = "", data: str = "") -> str:
    """A record with a title and what is put into its elements."""
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article>"
        f"<ArticleTitle>T</ArticleTitle>{article}</Article>{more}</MedlineCitation>"
        f"<PubmedData>{data}</PubmedData></PubmedArticle>\n"
    )


def one(text: str) -> tuple[dict[str, Any], list[Finding]]:
    (entry,), findings = read(text, "a.xml")
    return dict(entry.item), findings


def test_an_article() -> None:
    (entry,), findings = read(document(ARTICLE), "a.xml")
    assert findings == []
    assert (entry.origin.file, entry.origin.line) == ("a.xml", 4)
    assert entry.item == {
        "id": "berg2021",
        "type": "article-journal",
        "title": "H<sub>2</sub>O in <i>Pruritus hiemalis</i>: p < .05 & more",
        "original-title": "Salve mot vinterkloe",
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "III"},
            {"family": "Li", "given": "W. X."},
            {"literal": "Cold, Skin, and Sleep Group"},
            {"literal": "others"},
        ],
        "container-title": "Journal of cold skin",
        "container-title-short": "J Cold Skin",
        "issued": {"date-parts": [[2021, 3], [2021, 4]]},
        "available-date": {"date-parts": [[2021, 3, 5]]},
        "submitted": {"date-parts": [[2020, 12, 1]]},
        "volume": "7",
        "issue": "2",
        "page": "317-325",
        "PMID": "99000001",
        "PMCID": "PMC9900001",
        "DOI": "10.5555/cold.7.2",
        "ISSN": "2049-3630, 1234-5679",
        "language": "en",
        "abstract": "AIM: To test 10<sup>3</sup>.\nWe tested.",
        "keyword": "winter itch; ointment",
        "custom": {
            "ORCID": "van der Berg, Anna: 0000-0002-1825-0097",
            "pii": "S0000-0000(21)00001-1",
            "MEDLINE-AD": "Department of Itch, Oslo.",
            "MEDLINE-CI": "(c) 2021 Cold Press.",
            "MEDLINE-COIS": "None.",
            "MEDLINE-GR": "R01 AR000001/AR/NIAMS NIH HHS/United States",
            "MEDLINE-LA": "nor",
            "MEDLINE-MH": "Humans\nPruritus/*drug therapy",
            "MEDLINE-MID": "NIHMS000001",
            "MEDLINE-PHST": "2021/02/03 [accepted]",
            "MEDLINE-PL": "England",
            "MEDLINE-PST": "ppublish",
            "MEDLINE-PT": "Journal Article\nRetracted Publication",
            "MEDLINE-RIN": "J Cold Skin. 2022 Jan;8(1):1. PMID: 99000003",
            "MEDLINE-RN": "0 (Ointments)",
            "MEDLINE-SI": "ClinicalTrials.gov/NCT00000001",
            "MEDLINE-SomethingNew": "J Warm Skin",
        },
    }


def test_both_formats_of_pubmed_say_the_same() -> None:
    (from_xml,), _ = read(document(ARTICLE), "a")
    text = "".join(nbib.write([from_xml]))
    (from_nbib,), findings = nbib_reader.read(text, "a")
    assert findings == []
    for variable in ("author", "issued", "page", "DOI", "PMID", "PMCID", "keyword", "volume"):
        assert from_nbib.item[variable] == from_xml.item[variable]
    for tag in ("CI", "MID", "PT", "RIN"):
        name = f"MEDLINE-{tag}"
        assert from_nbib.item["custom"][name] == from_xml.item["custom"][name]


def test_a_chapter_of_a_book() -> None:
    item, findings = one(document(CHAPTER))
    assert findings == []
    assert item == {
        "id": "oe2008",
        "type": "chapter",
        "title": "Itching",
        "container-title": "Skin in the cold",
        "collection-title": "Books on skin",
        "author": [{"family": "Ōe", "given": "Kenzaburō"}],
        "editor": [{"family": "Ñúñez", "given": "José"}],
        "publisher": "Cold Press",
        "publisher-place": "Tromsø",
        "edition": "2nd",
        "issued": {"date-parts": [[2008, 7, 18]]},
        "ISBN": "9780000000002, 9780000000019",
        "medium": "Internet",
        "language": "en",
        "abstract": "Short.",
        "PMID": "99000009",
        "custom": {
            "bookaccession": "NBK1",
            "MEDLINE-PST": "ppublish",
            "MEDLINE-PT": "Review",
        },
    }


def test_whole_books_and_reports() -> None:
    book = CHAPTER.replace('<ArticleTitle book="cold" part="itch">Itching</ArticleTitle>', "")
    item, _ = one(document(book))
    assert (item["type"], item["title"]) == ("book", "Skin in the cold")
    assert "container-title" not in item
    report = book.replace("<Medium>", "<ReportNumber>09.3</ReportNumber><Medium>")
    item, _ = one(document(report.replace('Type="editors" ', "").replace("Ōe", "Oe")))
    assert (item["type"], item["number"]) == ("report", "09.3")


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("<Year>2021</Year>", {"date-parts": [[2021]]}),
        ("<Year>2021</Year><Month>Mar</Month><Day>05</Day>", {"date-parts": [[2021, 3, 5]]}),
        ("<Year>2021</Year><Month>3</Month>", {"date-parts": [[2021, 3]]}),
        ("<Year>2000</Year><Season>Spring</Season>", {"date-parts": [[2000]], "season": 1}),
        ("<MedlineDate>2000 Spring</MedlineDate>", {"date-parts": [[2000]], "season": 1}),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", {"date-parts": [[1998, 12], [1999, 1]]}),
        ("<MedlineDate>2000 2nd Half</MedlineDate>",
         {"date-parts": [[2000]], "literal": "2000 2nd Half"}),
        ("<Year>2021</Year><Month>13</Month>", {"date-parts": [[2021]], "literal": "2021 13"}),
    ],
)  # fmt: skip
def test_dates(date: str, issued: dict[str, Any]) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    item, _ = one(small(journal))
    assert item["issued"] == issued


def test_the_electronic_date_where_there_is_no_issue() -> None:
    item, _ = one(small("<ArticleDate><Year>2021</Year><Month>3</Month></ArticleDate>"))
    assert item["issued"] == item["available-date"] == {"date-parts": [[2021, 3]]}


@pytest.mark.parametrize(
    ("article", "page"),
    [
        ("<Pagination><MedlinePgn>e12; discussion e13-5</MedlinePgn></Pagination>",
         "e12; discussion e13-5"),
        ("<Pagination><StartPage>5</StartPage></Pagination>", "5"),
        ("<Pagination><StartPage>5</StartPage><EndPage>5</EndPage></Pagination>", "5"),
        ("<Pagination><StartPage>5</StartPage><EndPage>9</EndPage></Pagination>", "5-9"),
        ('<ELocationID EIdType="pii">e01475</ELocationID>', "e01475"),
        ('<ELocationID EIdType="pii">S0003-9861(18)1</ELocationID>', None),
    ],
)  # fmt: skip
def test_pages(article: str, page: str | None) -> None:
    item, _ = one(small(article))
    assert item.get("page") == page


def test_dois_that_are_not_valid_or_not_the_same() -> None:
    invalid = '<ELocationID EIdType="doi" ValidYN="N">10.5555/old</ELocationID>'
    ids = '<ArticleIdList><ArticleId IdType="doi">10.5555/new</ArticleId></ArticleIdList>'
    item, findings = one(small(invalid, data=ids))
    assert item["DOI"] == "10.5555/new"
    assert findings == []
    item, findings = one(small(invalid.replace('"N"', '"Y"'), data=ids))
    assert item["DOI"] == "10.5555/old"
    assert item["custom"] == {"MEDLINE-AID": "10.5555/new"}
    assert [finding.code for finding in findings] == ["two-dois"]


def test_every_notice_has_its_tag() -> None:
    links = "".join(
        f'<CommentsCorrections RefType="{name}"><RefSource>J. 2020;1:1.</RefSource>'
        "<Note>a note</Note></CommentsCorrections>"
        for name in NOTICES.values()
    )
    more = f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList>"
    item, findings = one(small(more=more))
    assert item["custom"] == {f"MEDLINE-{tag}": "J. 2020;1:1. a note" for tag in NOTICES}
    assert findings == []


def test_other_roots() -> None:
    citation = small().partition("<MedlineCitation>")[2].partition("</MedlineCitation>")[0]
    citation = f"<MedlineCitation>{citation}</MedlineCitation>"
    for text in (
        small(),
        citation,
        f"<MedlineCitationSet>{citation}</MedlineCitationSet>",
        f"<PubmedBookArticleSet>{CHAPTER}</PubmedBookArticleSet>",
    ):
        (entry,), findings = read(text, "a")
        assert entry.title in ("T", "Itching")
        assert findings == []


def test_several_documents_in_a_file() -> None:
    text = document(small(pmid=1)) + "\n" + document(small(pmid=2), small(pmid=1))
    found, findings = read(text, "a")
    assert [entry.item["PMID"] for entry in found] == ["1", "2"]
    assert [entry.origin.line for entry in found] == [4, 10]
    assert [(finding.code, finding.line) for finding in findings] == [("duplicate-record", 11)]


def test_deleted_records_are_named() -> None:
    text = document(small(), "<DeleteCitation><PMID>77</PMID></DeleteCitation>")
    _, findings = read(text, "a")
    assert [(finding.code, "77" in finding.message) for finding in findings] == [
        ("deleted-record", True)
    ]


# Doors that stay shut


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet [\n<!ENTITY a "aaaaaaaaaa">\n'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\n]>\n'
)
EXTERNAL = '<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize(("head", "line"), [(BOMB, 3), (EXTERNAL, 1)])
def test_entities_are_refused(head: str, line: int) -> None:
    text = f"{head}<PubmedArticleSet>{small('<VernacularTitle>&x;&b;</VernacularTitle>')}"
    found, findings = read(f"{text}</PubmedArticleSet>", "a.xml")
    assert found == []
    (finding,) = findings
    assert (finding.severity, finding.line, finding.file) == (Severity.ERROR, line, "a.xml")


def test_the_dtd_is_not_loaded() -> None:
    dtd = '<!DOCTYPE PubmedArticleSet SYSTEM "file:///nowhere/pubmed.dtd">\n'
    item, findings = one(f"{dtd}<PubmedArticleSet>{small()}</PubmedArticleSet>")
    assert (item["title"], findings) == ("T", [])


def test_entities_of_the_dtd_are_characters() -> None:
    text = document(small("<VernacularTitle>a&ndash;b <!-- c --> d</VernacularTitle>"))
    item, _ = one(text)
    assert item["original-title"] == "a–b d"


# Broken files


def test_a_truncated_document_gives_what_is_there() -> None:
    text = document(small(pmid=1), ARTICLE)
    cut = text[: text.index("<Pagination>")]
    found, findings = read(cut, "a.xml")
    assert [entry.item["PMID"] for entry in found] == ["1", "99000001"]
    assert found[1].item["volume"] == "7"
    assert findings[-1].code == "broken-xml"
    assert findings[-1].line == cut.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-record"),
        ("<html><body/></html>", "no-record"),
        ("<PubmedArticleSet/>", "no-record"),
        ("PMID- 1\nTI  - T\n", "broken-xml"),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "empty-record"),
    ],
)
def test_what_is_no_record(text: str, code: str) -> None:
    found, findings = read(text, "a")
    assert found == []
    assert findings[0].code == code
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (small().replace("<ArticleTitle>T</ArticleTitle>", "<Language>eng</Language>"),
         "missing-title"),
        (small("<Language>eng</Language>").replace("<PMID>1</PMID>", ""), "missing-pmid"),
        (small().replace("<PMID>1<", "<PMID>x<"), "bad-identifier"),
        (small(data='<ArticleIdList><ArticleId IdType="doi">11/2</ArticleId></ArticleIdList>'),
         "bad-identifier"),
        (small("<Colour>red</Colour>"), "unknown-element"),
    ],
)  # fmt: skip
def test_records_with_faults(text: str, code: str) -> None:
    (entry,), findings = read(document(text), "a.xml")
    assert code in [finding.code for finding in findings]
    assert all(finding.line == 4 and finding.key == entry.key for finding in findings)


def test_empty_elements_are_nothing() -> None:
    item, findings = one(
        small(
            "<Abstract/><AuthorList/><AuthorList><Author/></AuthorList><Pagination/>"
            "<Journal><ISSN/><JournalIssue><Volume/><PubDate/></JournalIssue><Title/></Journal>"
            "<Language/><ArticleDate/><VernacularTitle/>",
            more="<KeywordList><Keyword/></KeywordList><MeshHeadingList><MeshHeading/>"
            "</MeshHeadingList><CommentsCorrectionsList><CommentsCorrections/>"
            "</CommentsCorrectionsList>",
            data="<History><PubMedPubDate PubStatus='received'/></History>"
            "<ArticleIdList><ArticleId/></ArticleIdList>",
        )
    )
    assert item == {"id": "anon", "type": "article-journal", "title": "T", "PMID": "1"}
    assert findings == []


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(ARTICLE)), st.integers(0, 60), st.text(max_size=8))
def test_any_damage_is_survived(start: int, length: int, put: str) -> None:
    text = document(ARTICLE[:start] + put + ARTICLE[start + length :], small(pmid=2))
    found, findings = read(text, "a")
    assert len({entry.key for entry in found}) == len(found)
    assert found or findings


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12), min_size=1))
def test_text_comes_out_as_it_is(pieces: list[str]) -> None:
    from xml.sax.saxutils import escape

    title = " ".join(" ".join(pieces).split())
    found, _ = read(small(f"<VernacularTitle>{escape(title)}</VernacularTitle>"), "a")
    expected = title.replace("\ufffe", "").replace("\uffff", "")
    if expected == title:
        assert found[0].item.get("original-title", "").rstrip(". ") == title.rstrip(". ")


@pytest.mark.parametrize(
    ("text", "is_pubmed"),
    [
        (document(ARTICLE), True),
        ("\ufeff\n" + small(), True),
        ("<PubmedBookArticleSet>\n", True),
        ("<article><PubmedArticles/></article>", False),
        ("Text with <PubmedArticle> in it", False),
        ("", False),
    ],
)
def test_sniffing(text: str, is_pubmed: bool) -> None:
    assert sniff(text[:4096]) is is_pubmed


def test_the_tables() -> None:
    rows = (*ARTICLE_ROWS, *BOOK_ROWS)
    kinds = {kind for row in rows for kind, _ in row.source_for("")}
    assert kinds == READS.keys()
    assert {variable for row in rows for _, variable in row.source_for("")} <= set(VARIABLES)
    assert FIELDS.keys() >= set(VARIABLES)
    assert FIELDS["original-title"] == "kept"
    assert (FORMAT.name, FORMAT.write, FORMAT.read) == ("pubmed-xml", None, read)


def test_names_of_entries_are_unique() -> None:
    found, _ = read(document(small(pmid=1), small(pmid=2), small(pmid=3)), "a")
    assert [entry.key for entry in found] == ["anon", "anona", "anonb"]
    assert all(isinstance(entry, Entry) for entry in found)
