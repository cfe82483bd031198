"""The action, the hooks and the issue forms fit the program and the library."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from ldn_bib import Library
from ldn_bib.cli.app import app
from ldn_bib.completing.identifiers import read_identifier
from ldn_bib.keeping.starting import Start, starting_files

yaml = pytest.importorskip("yaml", reason="PyYAML reads the files")

ROOT = Path(__file__).parents[1]
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
BASH = shutil.which("bash")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
SOUND = "@article{doe2020, author={Doe, Ann}, title={On cold}, journal={Pain}, year={2020}}\n"
DOUBTED = SOUND.replace("}}\n", "}, unverified={year}}\n")

needs_bash = pytest.mark.skipif(BASH is None, reason="bash is not installed")


def loaded(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


ACTION = loaded("action.yml")
HOOKS = loaded(".pre-commit-hooks.yaml")


def steps() -> Iterator[dict[str, Any]]:
    yield from ACTION["runs"]["steps"]


def step(name: str) -> dict[str, Any]:
    (found,) = [one for one in steps() if one["name"] == name]
    return found


def options_of(command: str) -> set[str]:
    """The options that a command of the program has."""
    group = typer.main.get_command(app)
    found = group.commands[command]  # type: ignore[attr-defined]
    return {option for parameter in found.params for option in parameter.opts}


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text))


def run_step(
    name: str, values: Mapping[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run the script of a step as a runner does, with expressions filled in from values."""
    one = step(name)
    inputs = {f"inputs.{key}": about["default"] for key, about in ACTION["inputs"].items()}
    known = {**inputs, **values}
    given = {
        key: EXPRESSION.sub(lambda match: known[match[1]], value)
        for key, value in one["env"].items()
    }
    script = folder.parent / "step.sh"
    script.write_text(one["run"], encoding="utf-8")
    assert BASH is not None
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", script],
        cwd=folder,
        env={
            **kept,
            **given,
            "RUNNER_TEMP": str(folder.parent / "temp dir"),
            "GITHUB_ACTION_PATH": str(folder.parent / "action"),
            "GITHUB_OUTPUT": str(folder.parent / "output"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of somebody's repository, with what a runner puts beside it."""
    made = tmp_path / "work"
    made.mkdir()
    (tmp_path / "temp dir").mkdir()
    return made


@pytest.fixture
def program(tmp_path: Path) -> dict[str, str]:
    """A folder with the program, as the step before leaves it."""
    program = tmp_path / "bin" / "ldnbib"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ldn_bib "$@"\n')
    program.chmod(0o755)
    return {"steps.ldnbib.outputs.bin": str(program.parent)}


def test_inputs_are_described_and_all_of_them_are_used() -> None:
    used = set(EXPRESSION.findall((ROOT / "action.yml").read_text(encoding="utf-8")))
    assert {f"inputs.{name}" for name in ACTION["inputs"]} == {
        one for one in used if one.startswith("inputs.")
    }
    for name, about in ACTION["inputs"].items():
        assert about["description"].strip(), name
        assert (about["required"], type(about["default"])) == (False, str), name


def test_scripts_take_inputs_from_the_environment_and_not_as_text() -> None:
    scripts = [one["run"] for one in steps() if "run" in one]
    assert len(scripts) == 2
    assert not any(EXPRESSION.search(script) for script in scripts)
    assert all(one["shell"] == "bash" for one in steps() if "run" in one)


def test_outputs_that_are_used_come_from_steps_before() -> None:
    seen: set[str] = set()
    for one in steps():
        wanted = EXPRESSION.findall(yaml.safe_dump(one))
        names = {name.split(".")[1] for name in wanted if name.startswith("steps.")}
        assert names <= seen, one["name"]
        seen.add(one.get("id", ""))


def test_the_options_of_the_action_are_those_of_the_command() -> None:
    told = options_in(step("Check")["run"]) | options_in(ACTION["inputs"]["args"]["description"])
    assert {"--output-format", "--fail-on"} <= told <= options_of("check")


@needs_bash
def test_findings_become_annotations_and_fail_the_step(
    folder: Path, program: dict[str, str]
) -> None:
    (folder / "my.bib").write_text(DOUBTED, encoding="utf-8")
    done = run_step("Check", {**program, "inputs.library": "my.bib"}, folder)
    assert done.returncode == 1, done.stderr
    assert re.fullmatch(
        r"::warning file=my\.bib,line=1,col=\d+,title=\w+ unverified::doe2020: .*\n", done.stdout
    )


@needs_bash
@pytest.mark.parametrize(
    "inputs",
    [
        {"inputs.fail-on": "error"},
        {"inputs.args": "--ignore unverified"},
        {"inputs.args": "\n  --select ID\n  --ignore unverified\n"},
    ],
    ids=["fail-on", "args", "args on lines"],
)
def test_inputs_reach_the_command(
    inputs: dict[str, str], folder: Path, program: dict[str, str]
) -> None:
    (folder / "my.bib").write_text(DOUBTED, encoding="utf-8")
    done = run_step("Check", {**program, "inputs.library": "my.bib", **inputs}, folder)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_bash
def test_without_a_name_the_library_of_the_settings_is_checked(
    folder: Path, program: dict[str, str]
) -> None:
    (folder / "a.bib").write_text(SOUND, encoding="utf-8")
    (folder / "ldnbib.toml").write_text('library = "a.bib"\n', encoding="utf-8")
    done = run_step("Check", program, folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 findings in 1 paper of a.bib" in done.stderr


@needs_bash
def test_without_name_and_settings_no_other_library_is_checked(
    folder: Path, program: dict[str, str]
) -> None:
    done = run_step("Check", program, folder)
    assert done.returncode == 2
    assert done.stdout.startswith("::error::Name the library")
    assert done.stderr == ""


@needs_bash
@pytest.mark.parametrize("name", ["my library.bib", "$(touch oops).bib", "-x.bib", 'a"b.bib'])
def test_any_name_of_a_file_is_a_name_of_a_file(
    name: str, folder: Path, program: dict[str, str]
) -> None:
    (folder / name).write_text(SOUND, encoding="utf-8")
    done = run_step("Check", {**program, "inputs.library": name}, folder)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == [name]


FAKE = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/called"
if [ "$2" = venv ]; then
  mkdir -p "$3/{bin}"
  cp "$0" "$3/{bin}/python"
fi
"""


@needs_bash
@pytest.mark.parametrize("bin_name", ["bin", "Scripts"])
@pytest.mark.parametrize(("version", "source"), [("", None), ("1.2.3", "ldn-bib==1.2.3")])
def test_the_program_is_installed_by_itself(
    version: str, source: str | None, bin_name: str, folder: Path
) -> None:
    python = folder.parent / "python"
    python.write_text(FAKE.replace("{bin}", bin_name))
    python.chmod(0o755)
    values = {"steps.python.outputs.python-path": str(python), "inputs.version": version}
    done = run_step("Install ldnbib", values, folder)
    assert done.returncode == 0, done.stderr
    made = folder.parent / "temp dir" / "ldnbib"
    assert (folder.parent / "called").read_text() == f"-m venv {made}\n"
    called = (made / bin_name / "called").read_text().split()
    assert called[:3] == ["-m", "pip", "install"]
    assert called[-1] == (source or str(folder.parent / "action"))
    assert (folder.parent / "output").read_text() == f"bin={made / bin_name}\n"


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_calls_a_command_that_is_there(hook: dict[str, Any]) -> None:
    program, command, *rest = shlex.split(hook["entry"])
    scripts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\n{program} = "ldn_bib.cli.main:main"\n' in scripts
    assert options_of(command)
    assert set(rest) <= options_of(command)
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)


def test_hooks_run_when_a_file_of_a_library_changes() -> None:
    files = {hook["id"]: re.compile(hook["files"]) for hook in HOOKS}
    assert list(files) == ["ldnbib-check", "ldnbib-fmt"]
    parts = ("my.bib", "notes/doe2020.md", "references/conditions.toml", "ldnbib.toml")
    assert all(files["ldnbib-check"].search(name) for name in parts)
    assert [name for name in parts if files["ldnbib-fmt"].search(name)] == ["my.bib"]
    assert not files["ldnbib-check"].search("src/bibliography.py")


def test_hooks_of_a_new_library_are_the_same_hooks() -> None:
    files = starting_files(Start(pre_commit=True, action="owner/name@v1"))
    (repository,) = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"]
    kept = ("id", "entry", "files", "pass_filenames")
    made = [{key: hook[key] for key in kept} for hook in repository["hooks"]]
    assert sorted(made, key=lambda hook: str(hook["id"])) == [
        {key: hook[key] for key in kept} for hook in HOOKS
    ]
    workflow = yaml.safe_load(files[".github/workflows/library.yml"])
    (job,) = workflow["jobs"].values()
    assert [one["uses"].split("@")[0] for one in job["steps"]] == ["actions/checkout", "owner/name"]
    assert workflow["permissions"] == {"contents": "read"}


def fields(name: str) -> dict[str, dict[str, Any]]:
    """The fields of an issue form by their names."""
    form = yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    return {one["id"]: one for one in form["body"] if one["type"] != "markdown"}


def test_the_form_for_a_paper_offers_the_conditions_of_the_vocabulary() -> None:
    library = Library.read(ROOT / "references" / "ldn.bib")
    labels = [one.label for one in (library.conditions or {}).values()]
    offered = fields("suggest-a-paper.yml")["conditions"]
    assert offered["attributes"]["options"] == labels
    assert offered["attributes"]["multiple"] is True
    assert offered["validations"]["required"] is False


def test_the_form_for_a_paper_asks_for_what_add_takes() -> None:
    asked = fields("suggest-a-paper.yml")
    assert [name for name, one in asked.items() if one.get("validations", {}).get("required")] == [
        "identifiers",
        "why",
        "interests",
    ]
    examples = asked["identifiers"]["attributes"]["placeholder"].split()
    read = [read_identifier(example) for example in examples]
    assert [one[0] for one in read if one] == ["DOI", "PMID", "PMCID", "DOI"]
    assert len(read) == 4


@pytest.mark.parametrize("path", sorted(FORMS.glob("*-*.yml")), ids=lambda path: path.stem)
def test_every_field_of_a_form_has_a_label(path: Path) -> None:
    asked = fields(path.name)
    assert len(asked) >= 3
    kinds = {"input", "textarea", "dropdown", "checkboxes"}
    for one in asked.values():
        assert one["type"] in kinds
        assert one["attributes"]["label"]
    labels = [one["attributes"]["label"] for one in asked.values()]
    assert len(set(labels)) == len(labels)


def test_the_form_for_an_error_asks_where_it_was_looked_up() -> None:
    asked = fields("report-an-error.yml")
    assert "source" in asked
    example = asked["paper"]["attributes"]["placeholder"]
    assert example in Library.read(ROOT / "references" / "ldn.bib")
    told = re.findall(r"`(ldnbib .*?)`", (FORMS / "report-an-error.yml").read_text())
    assert told == ["ldnbib --version"]
