"""The rebuilds of a preview: after any change the site is what a clean build makes of it, and only what changed is
rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from briefing_book.preview import Preview, answer_meanwhile
from briefing_book.store import theme_files
from tests.sample_site import site_settings

PAGES = {
    "index.md": "---\nsocial: {as_of: 4 May 2031}\n---\n\n# Quays\n\nSee [the crane](things/crane.md#height).\n",
    "things/index.md": "# Things\n\n- [Crane](crane.md)\n- [Buoy](buoy.md)\n",
    "things/crane.md": "---\ntags: [hoist]\n---\n\n# Crane\n\n## Height\n\nForty metres.\n",
    "things/buoy.md": "# Buoy\n\nIt floats beside the [crane](crane.md).\n",
    "data/table.csv": "quay,cranes\n",
}


class Folder:
    """A small site with this repository's settings and look, its preview, and clean builds beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"
        for asset in theme_files.assets():
            self.write(asset.path, asset.data.decode("latin-1"), encoding="latin-1")
        for path, text in PAGES.items():
            self.write(path, text)
        self.set(nav=[{"Home": "index.md"}, {"Things": "things/index.md"}], not_in_nav="/things/\n")
        self.preview = Preview()
        self.rendered: list[str] = []

    def write(self, path: str, text: str, encoding: str = "utf-8") -> None:
        (self.docs / path).parent.mkdir(parents=True, exist_ok=True)
        (self.docs / path).write_text(text, encoding=encoding)

    def set(self, **settings: object) -> None:
        """Write mkdocs.yml, with these of its settings changed."""
        file = self.root / "mkdocs.yml"
        had = (
            yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else site_settings(self.docs, self.root)
        )
        file.write_text(yaml.safe_dump(had | settings), encoding="utf-8")

    def build(self) -> Path:
        """The served site after a rebuild."""
        self.rendered.clear()
        site = self.root / "served"
        site.mkdir(exist_ok=True)
        self.preview.build(
            load_config(str(self.root / "mkdocs.yml"), site_dir=str(site)), serve_url="http://q.example/"
        )
        return site

    def clean(self) -> Path:
        """What MkDocs makes of the same folder in an empty one."""
        site = self.root / "clean"
        mkdocs_build.build(
            load_config(str(self.root / "mkdocs.yml"), site_dir=str(site)), serve_url="http://q.example/"
        )
        return site


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    made = Folder(tmp_path)
    render = mkdocs_build._build_page

    def noted(page, *args, **options):
        made.rendered.append(page.file.src_uri)
        return render(page, *args, **options)

    monkeypatch.setattr(mkdocs_build, "_build_page", noted)
    return made


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


CHANGES: dict[str, tuple[Callable[[Folder], object], set[str]]] = {
    "nothing": (lambda folder: None, set()),
    "a page": (lambda folder: folder.write("things/buoy.md", "# Buoy\n\nIt sank.\n"), {"things/buoy.md"}),
    "a heading that others link to": (
        lambda folder: folder.write("things/crane.md", "# Crane\n\n## Breadth\n\nTen metres.\n"),
        {"things/crane.md"},
    ),
    "a page with the same words": (lambda folder: (folder.docs / "things/buoy.md").touch(), set()),
    "a new page": (lambda folder: folder.write("things/gate.md", "# Gate\n\nIt is shut.\n"), {"things/gate.md"}),
    "a new page that a link waits for": (
        lambda folder: (folder.write("index.md", PAGES["index.md"] + "\n[Gate](things/gate.md)\n"), folder.build(), folder.write("things/gate.md", "# Gate\n")),
        {"index.md", "things/gate.md"},
    ),
    "a page removed, to which others link": (
        lambda folder: (folder.docs / "things/crane.md").unlink(),
        {"index.md", "things/index.md", "things/buoy.md"},
    ),
    "a file of data": (lambda folder: folder.write("data/table.csv", "quay,cranes\nnorth,2\n"), set()),
    "a file of data removed": (lambda folder: (folder.docs / "data/table.csv").unlink(), set()),
    "what a page says for programs": (
        lambda folder: folder.write(".theme/linked_data/things/buoy.html", "<script>1</script>"),
        {"things/buoy.md"},
    ),
    "the day of the book, which every page shows": (
        lambda folder: folder.write("index.md", PAGES["index.md"].replace("4 May", "5 May")),
        {"index.md", "things/index.md", "things/crane.md", "things/buoy.md"},
    ),
    "the heading of a page in the navigation": (
        lambda folder: (folder.set(nav=["index.md", "things/index.md"]), folder.build(), folder.write("things/index.md", "# Objects\n")),
        {"index.md", "things/index.md", "things/crane.md", "things/buoy.md"},
    ),
    "mkdocs.yml": (
        lambda folder: folder.set(site_name="Piers"),
        {"index.md", "things/index.md", "things/crane.md", "things/buoy.md"},
    ),
    "the theme": (
        lambda folder: folder.write(".theme/partials/copyright.html", "<p>Nobody's</p>"),
        {"index.md", "things/index.md", "things/crane.md", "things/buoy.md"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_the_site_is_that_of_a_clean_build(folder, name):
    """Every file of it: pages, search index, sitemap, what was copied; and nothing that has gone is left."""
    folder.build()
    CHANGES[name][0](folder)
    assert files(folder.build()) == files(folder.clean())


@pytest.mark.parametrize("name", CHANGES)
def test_only_pages_that_a_change_touches_are_rendered(folder, name):
    """By their Markdown, what they link to, or what stands around them."""
    folder.build()
    CHANGES[name][0](folder)
    folder.build()
    assert set(folder.rendered) == CHANGES[name][1]


def test_changes_one_after_the_other_leave_the_site_of_a_clean_build(folder):
    """Each rebuild rests on the one before."""
    for change, _ in CHANGES.values():
        change(folder)
        folder.build()
    assert files(folder.build()) == files(folder.clean())


def test_with_a_plugin_that_nobody_here_knows_every_page_is_rendered(folder):
    """It may do anything with any page."""
    folder.set(plugins=["search", "offline", "tags"])
    folder.build()
    assert files(folder.build()) == files(folder.clean())
    folder.rendered.clear()
    folder.build()
    assert len(folder.rendered) == 4


def test_a_rebuild_that_fails_leaves_the_site(folder):
    """Also the pages that could have been made."""
    before = files(folder.build())
    folder.write("things/buoy.md", "# Buoy\n\nIt sank.\n")
    folder.write(".theme/main.html", "{% nonsense %}")
    with pytest.raises(Exception, match="nonsense"):
        folder.build()
    assert files(folder.root / "served") == before


def test_after_a_rebuild_that_failed_the_next_is_whole(folder):
    """What had been made of the failed one is made again."""
    folder.build()
    folder.write("things/buoy.md", "# Buoy\n\nIt sank.\n")
    mended = (folder.docs / ".theme/main.html").read_text(encoding="utf-8")
    folder.write(".theme/main.html", "{% nonsense %}")
    with pytest.raises(Exception, match="nonsense"):
        folder.build()
    folder.write(".theme/main.html", mended)
    assert files(folder.build()) == files(folder.clean())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    yield made
    made.server_close()


def test_while_a_site_is_rebuilt_the_last_one_is_what_is_wanted(server):
    """A request waits only while the two differ."""
    seen = []
    server.builder = lambda: seen.append(server._wanted_epoch == server._visible_epoch)
    answer_meanwhile(server, seen.append)
    server._wanted_epoch += 1  # as the server does before it rebuilds
    server.builder()
    assert seen == [True]
    assert server._wanted_epoch == server._visible_epoch + 1  # so that browsers load the page anew


def test_after_a_rebuild_that_failed_the_last_site_is_what_is_wanted(server):
    """Else every request would wait for ever."""
    told: list[BaseException] = []

    def fail() -> None:
        raise SystemExit("no")

    server.builder = fail
    answer_meanwhile(server, told.append)
    server._wanted_epoch += 1
    server.builder()
    assert server._wanted_epoch == server._visible_epoch
    assert [str(error) for error in told] == ["no"]


def test_a_folder_of_a_preview_is_gone_with_it(folder):
    """What is made is moved; nothing stays beside the site."""
    folder.build()
    assert {path.name for path in folder.root.iterdir()} == {"docs", "mkdocs.yml", "served"}
