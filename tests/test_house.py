"""What holds of the house as a whole: light start, a true package list, every problem documented, README that runs."""

import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

import facilitate.problems
from facilitate.records.sources import Place
from tests.conftest import ROOT

HEAVY = {"matplotlib", "docx", "openpyxl", "numpy", "icalendar", "lxml", "rich.progress"}


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["report", "--help"]])
def test_help_is_light(words):
    code = (
        f"import sys; sys.argv = ['facilitate', *{words}]\n"
        "from facilitate.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted(set(sys.modules) & {HEAVY}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "[]"


def test_python_m_facilitate_works():
    command = [sys.executable, "-m", "facilitate", "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.startswith("facilitate ")


def test_every_package_is_listed():
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    listed = set(config["options"]["packages"].split())
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "facilitate").rglob("__init__.py")}
    assert listed == found | {"facilitate.templates", "facilitate.sessions"}


def test_the_top_level_holds_what_was_agreed():
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    folders = "facilitate templates sessions tests docs .ci"
    files = "README.md CHANGELOG.md CONTRIBUTING.md LICENSE Makefile MANIFEST.in setup.cfg pyproject.toml ruff.toml"
    assert top <= {*folders.split(), *files.split(), ".gitignore"}
    with (ROOT / "pyproject.toml").open("rb") as stream:
        assert set(tomllib.load(stream)) == {"build-system"}


def problem_functions():
    for module in pkgutil.iter_modules(facilitate.problems.__path__):
        room = importlib.import_module(f"facilitate.problems.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            public = function.__module__ == room.__name__ and not name.startswith("_")
            if public and function.__annotations__.get("return") == "Problem":
                yield name, function


def made(function):
    """A problem of this kind, whatever its arguments."""
    fill = {"Place": Place("file"), "str": "text", "int": 1, "bool": True, "tuple[str, ...]": ("one", "two")}
    return function(*(fill[str(p.annotation)] for p in inspect.signature(function).parameters.values()))


@pytest.mark.parametrize(("name", "function"), list(problem_functions()))
def test_every_problem_has_its_code_its_words_and_its_test(name, function):
    problem = made(function)
    assert problem.code == name.replace("_", "-")
    assert problem.found.endswith((".", "?")) and problem.remedy.endswith(".")
    assert re.search(r"\n    Example: .+\n    Cure: .+", function.__doc__)
    uses = [
        path
        for path in (ROOT / "facilitate").rglob("*.py")
        if path.parent.name != "problems" and re.search(rf"\b{name}\b", path.read_text())
    ]
    tests = [
        path for path in (ROOT / "tests").rglob("*.py") if re.search(rf"\b({problem.code}|{name})\b", path.read_text())
    ]
    assert uses and tests


def test_the_page_of_messages_is_made_from_the_code():
    from tests.make_docs import messages_page

    assert (ROOT / "docs/messages.md").read_text() == messages_page(), "run: python -m tests.make_docs"


def blocks():
    """The console blocks of the README, each as its commands with what they print."""
    text = (ROOT / "README.md").read_text()
    return re.findall(r"```console\n(.*?)```", text, re.DOTALL)


def test_the_console_blocks_of_the_readme_run(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    ran = 0
    for block in blocks():
        for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            if command.startswith(("make", "pip", "git", "echo", "eval")):
                continue
            words = [sys.executable, "-m", *command.split()]
            run = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, env=environment)
            for line in filter(None, map(str.strip, expected.splitlines())):
                if line != "...":
                    assert line in run.stdout + run.stderr, f"{command}: {line}"
            ran += 1
    assert ran >= 5


def test_no_line_of_the_project_names_a_machine():
    for path in [*(ROOT / "facilitate").rglob("*.py"), *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        assert not re.search(r"/(root|home|work|Users)/", path.read_text()), path


def test_files_stay_small():
    long = {
        str(path.relative_to(ROOT)): n
        for path in (ROOT / "facilitate").rglob("*.py")
        if (n := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_the_shipped_folders_are_found(tmp_path):
    from facilitate.shipped import shipped

    assert (shipped("templates") / "report.docx").exists()
    assert Path(shipped("sessions")).is_dir()
