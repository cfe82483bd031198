"""Write docs/rules.md from what the rules of `ldnbib check` say of themselves.

python docs/make_rules.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ldn_bib.check.registry import rules
from ldn_bib.check.rule import FAMILIES, Example, Rule

PAGE = Path(__file__).with_name("rules.md")

HEAD = """\
# Rules of `ldnbib check`

This page is written by `docs/make_rules.py` from the rules themselves; a test checks that it is up
to date and that every example in BibTeX is found or fine as it says.

`ldnbib check` looks at the library of the folder, or at the file that is named, and asks no
network. Every finding has a code, a name and a severity; `--select` and `--ignore` take codes
(`ID001`), families (`ID`) and names (`doi-syntax`), with commas between. The exit code is 1 for
findings of `--fail-on` (`warning` unless told otherwise) and worse.

## Mending

`ldnbib check my.bib --fix` mends what is safe to mend, the rules with ✓ below, and lists what
stays; `--diff` shows what it would change. One mended field is one changed line, and no other byte
of the file changes. Only .bib files are mended, and in them neither values that are macros or are
joined with `#` nor entries that BibTeX itself could not read. If somebody else has changed the file
meanwhile, nothing is written and the exit code is 3.

## Ignoring

A comment line directly before an entry silences rules for it; what follows behind two dashes is for
people:

```bibtex
% ldnbib: ignore ID001, similar-title -- two parts of one report
@article{smith2020,
```

`#` will do for `%`. BibTeX passes over all text between entries, so that the line disturbs no
program. Within an entry a field does the same, because BibTeX knows no comments there:
`ldnbib = {ignore ID001, similar-title}`. A comment with `%` in an entry, on a line of its own or
behind a field, is understood too, for files that only Biber reads, and so is one behind the end of
an entry. What is ignored but not found is a finding itself.

A rule that does not fit a library is turned off in `ldnbib.toml`. `--ignore` comes on top of what
stands there; `--select` takes the place of both lists, `--fail-on` that of its key:

```toml
[check]
select = []                       # nothing here: all rules
ignore = ["entry-without-note"]
fail-on = "error"
key-pattern = "[a-z]+[0-9]{4}[a-z]?"   # a regular expression for whole keys
```

## Outputs

`--output-format text` writes `file:line:column: CODE message [name]`. `github` writes annotations
for a workflow of GitHub, `sarif` writes SARIF 2.1.0, which code scanning and editors read. `json`
writes one object with `version` (1; new keys may come, none changes its meaning under one version),
`library`, and `findings`: each with `code`, `name`, `severity` (`error`, `warning`, `info`),
`message`, `file`, `line` and `column` (from 1, in code points, or null), `key`, `fields`, `related`
(keys of other entries concerned) and `fix` (null, or `field` with its new `value` or `new_name`;
both are null where the field would be taken out).

## All rules
"""


def _overview(listed: list[Rule]) -> Iterator[str]:
    yield "| code | name | severity | `--fix` | finds |"
    yield "| --- | --- | --- | :-: | --- |"
    for rule in listed:
        mends = "✓" if rule.fixes else ""
        summary = rule.summary.replace("|", "\\|")
        link = f"[{rule.code}](#{rule.name})"
        yield f"| {link} | {rule.name} | {rule.severity} | {mends} | {summary} |"


def _example(example: Example) -> Iterator[str]:
    for head, text in (("Found:", example.bad), ("Fine:", example.good)):
        if text.strip():
            yield from ("", head, "", f"```{example.language}", text.rstrip("\n"), "```")


def _described(rule: Rule) -> Iterator[str]:
    mends = " · `--fix` mends some of it" if rule.fixes else ""
    yield from (f"### {rule.name}", "", f"{rule.code} · {rule.severity}{mends}", "")
    yield f"{rule.summary[:1].upper()}{rule.summary[1:]}. {rule.why}"
    if rule.example is not None:
        yield from _example(rule.example)
    yield ""


def render() -> str:
    """Return the page."""
    listed = list(rules())
    lines = [HEAD, *_overview(listed), ""]
    for family, title in FAMILIES.items():
        of_family = [rule for rule in listed if rule.family == family]
        if of_family:
            lines += [f"## {title} ({family})", ""]
            for rule in of_family:
                lines += _described(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")


if __name__ == "__main__":
    main()
