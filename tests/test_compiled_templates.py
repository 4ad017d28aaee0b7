"""Templates are compiled once, and anew when anything that they follow from is another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from briefing_book.render.compiled import CompiledTemplates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept, by a Python that may write such files."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path / "compiled"


def _shown(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str = "{{ 1 + 1 }} eels", setting: str = "a") -> Any:
    """What a template of this text shows, and how often it was compiled for that."""
    compiled: list[str] = []
    compiling = Environment._generate

    def counted(self: Environment, source: Any, name: Any, *more: Any, **options: Any) -> Any:
        compiled.append(name)
        return compiling(self, source, name, *more, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "_generate", counted)
        loader = DictLoader({"pier": text})
        known = CompiledTemplates(setting, folder)
        shown = Environment(loader=loader, bytecode_cache=known, autoescape=True).get_template("pier").render()
    return shown, len(compiled)


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The next run shows the same without."""
    assert _shown(monkeypatch, folder) == ("2 eels", 1)
    assert _shown(monkeypatch, folder) == ("2 eels", 0)


def test_a_template_of_other_words_is_compiled(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """In the place of the old one."""
    _shown(monkeypatch, folder)
    assert _shown(monkeypatch, folder, "{{ 1 + 1 }} cods") == ("2 cods", 1)


def test_another_setting_compiles_anew(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """What Jinja makes of a template follows from it."""
    _shown(monkeypatch, folder)
    assert _shown(monkeypatch, folder, setting="b") == ("2 eels", 1)


def test_another_version_of_jinja_compiles_anew(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Its own mark changes more seldom than what it makes."""
    _shown(monkeypatch, folder)
    monkeypatch.setattr("importlib.metadata.version", lambda _: "99")
    assert _shown(monkeypatch, folder) == ("2 eels", 1)


@pytest.mark.parametrize("cut", [0, 5, 60])
def test_a_damaged_file_is_made_anew(monkeypatch: pytest.MonkeyPatch, folder: Path, cut: int) -> None:
    """Cut off anywhere."""
    _shown(monkeypatch, folder)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:cut])
    assert _shown(monkeypatch, folder) == ("2 eels", 1)


def test_a_folder_that_cannot_be_written_to_costs_only_time(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As where the package was installed by somebody else."""
    folder.write_text("no folder", encoding="utf-8")
    assert _shown(monkeypatch, folder) == ("2 eels", 1)


def test_nothing_is_kept_where_python_may_not(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Its own rule for compiled modules."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    _shown(monkeypatch, folder)
    assert not folder.exists()


def test_a_full_disk_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """What is shown does not depend on it."""

    def full(file: Path, data: bytes) -> None:
        file.touch()
        raise OSError(len(data))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        assert _shown(monkeypatch, folder) == ("2 eels", 1)
    assert list(folder.iterdir()) == []
