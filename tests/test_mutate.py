"""tools/mutate puts faults into a copy and says what no test notices; the tree it was started in stays as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.scripts import loaded
from tests.small_book import ROOT

CODE = '''\
def is_full(boxes: int, most: int = 3) -> bool:
    """At the most or above it."""
    return boxes >= most


def is_dry(rain: int) -> bool:
    return rain == 0
'''
TEST = """\
from briefing_book.shed import is_full


def test_full():
    assert is_full(3) and is_full(4) and not is_full(2)
"""


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    return loaded("mutate")


@pytest.fixture
def shed(tmp_path: Path) -> Path:
    """A repository with one module of two functions, of which the one test tries the first only."""
    root = tmp_path / "shed"
    for name, text in {
        "generator/__init__.py": "",
        "generator/shed.py": CODE,
        "tests/test_shed.py": TEST,
        "tests/mutation.yml": "floor: 0.6\nno_effect: []\ntests: {}\n",
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = [".", "tools/editable"]\nmarkers = ["browser", "slow"]\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "tools/editable").mkdir(parents=True)
    (root / "tools/editable/briefing_book").symlink_to("../../generator")
    _git(root, "init", "-q", "-b", "main")
    _commit(root, "shed: as it was")
    return root


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def _commit(root: Path, subject: str) -> None:
    _git(root, "add", "-A")
    _git(root, "-c", "user.name=N", "-c", "user.email=n@example.org", "commit", "-q", "-m", subject)


def _changes(mutate: ModuleType, code: str) -> set[str]:
    return {fault.change for fault in mutate.faults("generator/x.py", code)}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("a = b == c", "b == c  ->  b != c"),
        ("a = b < c", "b < c  ->  b <= c"),
        ("a = b < c", "b < c  ->  b >= c"),
        ("a = b in c", "b in c  ->  b not in c"),
        ("a = b and c", "b and c  ->  b or c"),
        ("a = not b", "not b  ->  b"),
        ("a = 7", "7  ->  8"),
        ("a = 7", "7  ->  6"),
        ("a = True", "True  ->  False"),
        ("def f(a):\n    return a", "return a  ->  return None"),
        ("def f(a):\n    a.sort()", "a.sort()  ->  pass"),
        ("T = (Row('x', lambda a: a.b or a.c),)", "a.b or a.c  ->  a.b and a.c"),
        ("@cache\ndef f():\n    return 1", "return 1  ->  return None"),
    ],
)
def test_each_kind_of_fault_is_made(mutate, code, change):
    """In tables and below decorators too."""
    assert change in _changes(mutate, code)


@pytest.mark.parametrize(
    "code",
    [
        '"""Words with 1 and 2."""',
        "a: Literal[1]",
        "if TYPE_CHECKING:\n    from b import c",
        "def f():\n    return None",
    ],
)
def test_what_changes_nothing_is_left_alone(mutate, code):
    """Docstrings, types, and None that stays None."""
    assert _changes(mutate, code) == set()


def test_each_fault_is_one_change_and_the_next_begins_anew(mutate):
    """The text of a fault holds this one and no other."""
    texts = [fault.text() for fault in mutate.faults("generator/x.py", "a = b == c\nd = e == f")]
    assert texts == ["a = b != c\nd = e == f", "a = b == c\nd = e != f"]


def test_lines_choose_the_functions_that_they_touch(mutate):
    """A changed line means its whole function, and nothing beside it."""
    assert {fault.change for fault in mutate.faults("generator/shed.py", CODE, {7})} == {
        "rain == 0  ->  rain != 0",
        "0  ->  1",
        "0  ->  -1",
        "return rain == 0  ->  return None",
    }


def test_only_changed_functions_are_chosen_without_a_path(mutate, shed):
    """Changed since the branch left main, committed or not."""
    _git(shed, "checkout", "-q", "-b", "work")
    (shed / "generator/shed.py").write_text(CODE.replace("rain == 0", "rain <= 0"), encoding="utf-8")
    assert {fault.path for fault in mutate.chosen(shed, [], 99, 1)} == {"generator/shed.py"}
    before = {fault.change for fault in mutate.chosen(shed, [], 99, 1)}
    _commit(shed, "shed: drier than dry")
    assert before == {fault.change for fault in mutate.chosen(shed, [], 99, 1)}
    assert "rain <= 0  ->  rain < 0" in before
    assert not any("boxes" in change for change in before)


def test_without_a_change_nothing_is_chosen(mutate, shed):
    assert mutate.chosen(shed, [], 99, 1) == []


def test_the_same_seed_chooses_the_same_faults(mutate, shed):
    """And another one others."""
    first, again, other = (list(map(str, mutate.chosen(shed, ["generator"], 4, seed))) for seed in (1, 1, 5))
    assert first == again
    assert first != other


def test_a_fault_that_a_person_listed_has_no_effect(mutate):
    fault = mutate.faults("generator/x.py", "a = not b")[0]
    assert mutate.has_effect(fault)
    assert not mutate.has_effect(fault, ["generator/x.py: not b  ->  b"])


def test_a_test_belongs_to_what_it_imports_or_is_named_for(mutate, shed):
    """In any form of import; the longest name of a folder counts."""
    (shed / "tests/test_other.py").write_text("from briefing_book import (\n    shed,\n)\n", encoding="utf-8")
    (shed / "tests/test_third.py").write_text("from briefing_book import shedding\n", encoding="utf-8")
    assert mutate.tests_of("generator/shed.py", shed, {}) == ["tests/test_other.py", "tests/test_shed.py"]
    named = {"generator/": ["tests/test_shed.py"], "generator/barn": ["tests/test_third.py"]}
    assert mutate.tests_of("generator/barn/roof.py", shed, named) == ["tests/test_third.py"]


@pytest.mark.slow
def test_survivors_are_named_and_the_tree_stays(shed):
    """The untested function's faults live, the tested one's are caught, and too few are caught for the floor."""
    command = [sys.executable, ROOT / "tools" / "mutate", "--root", shed, "--count", "99", "generator/shed.py"]
    done = subprocess.run(
        [*command, "--tests", "tests/test_shed.py"], capture_output=True, encoding="utf-8", check=False
    )
    lines = done.stdout.splitlines()
    assert "caught    generator/shed.py:3  boxes >= most  ->  boxes > most" in lines
    assert "SURVIVED  generator/shed.py:7  rain == 0  ->  rain != 0" in lines
    assert lines[-1] == "5 of 9 caught (56%); the floor is 60%"
    assert done.returncode == 1
    assert (shed / "generator/shed.py").read_text(encoding="utf-8") == CODE
    assert subprocess.run(["git", "status", "--short"], cwd=shed, capture_output=True, check=True).stdout == b""


def test_the_files_that_the_settings_name_exist():
    settings = yaml.safe_load((ROOT / "tests" / "mutation.yml").read_text(encoding="utf-8"))
    assert 0.5 <= settings["floor"] <= 1
    assert [name for names in settings["tests"].values() for name in names if not (ROOT / name).is_file()] == []
