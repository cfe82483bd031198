"""What the readers of notes and of the vocabulary find: a rule for each of their findings."""

from __future__ import annotations

from collections.abc import Mapping

from ldn_bib.check.rule import Example, Rule
from ldn_bib.check.rules.reading import Read, rules_of
from ldn_bib.values.finding import Severity

_E, _W = Severity.ERROR, Severity.WARNING
_TOML = "toml"
_NOTE = "markdown"

READ: Mapping[str, Read] = {
    # notes
    "note-without-entry": Read(
        "NOTE001",
        _W,
        "a note is there for a key that no entry has",
        "What was written in it stands in no list; often the key was changed.",
        Example("notes/smyth2020.md beside @article{smith2020, …}", "notes/smith2020.md", "text"),
    ),
    "duplicate-note": Read(
        "NOTE010",
        _E,
        "two notes are there for one key",
        "Only the first one is used.",
        Example("notes/smith2020.md and another one for smith2020", "", "text"),
    ),
    "note-without-front-matter": Read(
        "NOTE011",
        _E,
        "a note does not begin with its front matter",
        "Nothing of it can be used.",
        Example("A summary.", '+++\nconditions = ["fibromyalgia"]\n+++\n\nA summary.', _NOTE),
    ),
    "malformed-note": Read(
        "NOTE012",
        _E,
        "the front matter of a note is not valid TOML",
        "Nothing of it can be used.",
        Example(
            "+++\nconditions = [fibromyalgia]\n+++",
            '+++\nconditions = ["fibromyalgia"]\n+++',
            _NOTE,
        ),
    ),
    "note-without-key": Read(
        "NOTE013",
        _W,
        "a note lacks a key that every note has",
        "The lists leave out the line that it would fill.",
        Example("+++\n+++", '+++\ndesign = "case-report"\n+++', _NOTE),
    ),
    "note-unknown-key": Read(
        "NOTE014",
        _W,
        "a note has a key that no note has",
        "It is not used; often it is misspelled.",
        Example('+++\ndosis = "4.5 mg"\n+++', '+++\ndose = "4.5 mg"\n+++', _NOTE),
    ),
    "note-wrong-kind": Read(
        "NOTE015",
        _W,
        "a value in a note is of the wrong kind",
        "It is not used.",
        Example('+++\nreviewed = "2026"\n+++', "+++\nreviewed = 2026-01-15\n+++", _NOTE),
    ),
    "note-not-one-line": Read(
        "NOTE016",
        _W,
        "a value in a note has a line break",
        "It is printed in one line, and the break may have meant something.",
        Example(
            '+++\ndose = """4.5 mg\nat night"""\n+++', '+++\ndose = "4.5 mg at night"\n+++', _NOTE
        ),
    ),
    "note-repeated-condition": Read(
        "NOTE017",
        _W,
        "a note names a condition twice",
        "One of them may have been meant to be another.",
        Example(
            '+++\nconditions = ["pain", "pain"]\n+++', '+++\nconditions = ["pain"]\n+++', _NOTE
        ),
    ),
    "note-unknown-design": Read(
        "NOTE018",
        _W,
        "the design of a study is not on the list of designs",
        "It is not used, and the paper stands without a design.",
        Example('+++\ndesign = "trial"\n+++', '+++\ndesign = "rct"\n+++', _NOTE),
    ),
    "note-unknown-scheme": Read(
        "NOTE019",
        _W,
        "the scheme of a level of evidence is not known",
        "The level is not used.",
        Example(
            '+++\nevidence.scheme = "own"\n+++', '+++\nevidence.scheme = "OCEBM 2011"\n+++', _NOTE
        ),
    ),
    "note-unknown-level": Read(
        "NOTE020",
        _W,
        "a level of evidence is none of its scheme",
        "It is not used.",
        Example('+++\nevidence.level = "9"\n+++', '+++\nevidence.level = "2"\n+++', _NOTE),
    ),
    "note-without-summary": Read(
        "NOTE021",
        _W,
        "a note has no summary",
        "The reading lists show the paper without the words that they are read for.",
        Example("+++\n+++", "+++\n+++\n\nThis trial compared …", _NOTE),
    ),
    "note-several-paragraphs": Read(
        "NOTE022",
        _W,
        "a summary has more than one paragraph",
        "The lists print it as one.",
        Example("One.\n\nTwo.", "One. Two.", _NOTE),
    ),
    # the vocabulary
    "unknown-condition": Read(
        "TAG001",
        _E,
        "a condition is not in the vocabulary",
        "The paper is left out of the list that it was meant for.",
        Example('conditions = ["fibromialgia"]', 'conditions = ["fibromyalgia"]', _TOML),
    ),
    "empty-vocabulary": Read(
        "TAG002",
        _W,
        "the vocabulary has no condition",
        "No paper can be tagged.",
        Example("", '[[condition]]\nslug = "fibromyalgia"', _TOML),
    ),
    "condition-without-slug": Read(
        "TAG003",
        _E,
        "a condition has no slug",
        "Nothing can name it; it is left out.",
        Example(
            '[[condition]]\nlabel = "Pain"', '[[condition]]\nslug = "pain"\nlabel = "Pain"', _TOML
        ),
    ),
    "condition-without-label": Read(
        "TAG004",
        _W,
        "a condition has no label",
        "Its slug is printed for its name.",
        Example(
            '[[condition]]\nslug = "pain"', '[[condition]]\nslug = "pain"\nlabel = "Pain"', _TOML
        ),
    ),
    "condition-unknown-key": Read(
        "TAG005",
        _W,
        "a condition has a key that none has",
        "It is not used; often it is misspelled.",
        Example('lable = "Pain"', 'label = "Pain"', _TOML),
    ),
    "condition-wrong-kind": Read(
        "TAG006",
        _W,
        "a value of a condition is of the wrong kind",
        "It is not used.",
        Example("label = 1", 'label = "Pain"', _TOML),
    ),
    "condition-wrong-form": Read(
        "TAG007",
        _W,
        "a value of a condition has the wrong form",
        "It is not used.",
        Example('slug = "Chronic Pain"', 'slug = "chronic-pain"', _TOML),
    ),
    "duplicate-condition": Read(
        "TAG008",
        _E,
        "a condition is there twice",
        "Only the first one is kept.",
        Example('[[condition]]\nslug = "pain"\n\n[[condition]]\nslug = "pain"', "", _TOML),
    ),
    "unknown-broader-condition": Read(
        "TAG009",
        _E,
        "a condition names a broader one that is not there",
        "The lists of the broader one miss its papers.",
        Example('broader = "payn"', 'broader = "pain"', _TOML),
    ),
    "circular-broader-condition": Read(
        "TAG010",
        _E,
        "conditions are broader than each other in a circle",
        "Which of them holds the others cannot be told.",
        Example('slug = "pain"\nbroader = "pain"', "", _TOML),
    ),
    "about-wrong-kind": Read(
        "TAG011",
        _W,
        "what the library says about itself is of the wrong kind",
        "It is not used.",
        Example("subject = 1", 'subject = "low-dose naltrexone"', _TOML),
    ),
}
"""Code of a reader's finding to the rule that stands for it."""

RULES: tuple[Rule, ...] = rules_of(READ)
