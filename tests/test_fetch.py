"""Pages from the web into seeds/: politely, each once, and nothing that is not asked for. The web is a server of ours."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from briefing_book.cli import main
from briefing_book.fetch import addresses
from briefing_book.fetch.addresses import file_name, is_public, refused
from briefing_book.fetch.client import Answer, Client, Refused
from briefing_book.fetch.feeds import pages_of
from briefing_book.fetch.fetch import Fetched, fetch, saved_page

PAGE = b"<!doctype html><title>Pier opens</title><p>The pier opened on Monday.</p>"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>
<item><title>Pier</title><link>{0}/pier</link></item><item><title>Dock</title><link>{0}/dock</link></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""
AT = dt.datetime(2019, 3, 4, 12, 30, tzinfo=dt.UTC)

Reply = tuple[int, dict[str, str], bytes]


class Web:
    """A server on the loopback. `pages` maps a path to its reply; what was asked is in `asked`."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append(self.path)
                reply = web.pages.get(self.path, (404, {}, b""))
                if callable(reply):
                    self.close_connection = True
                    return reply(self)
                code, headers, body = reply
                self.send_response(code)
                for name, value in {"Content-Type": "text/html", **headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                return None

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.at = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def page(self, path: str, body: bytes = PAGE, code: int = 200, **headers: str) -> str:
        self.pages[path] = (code, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return self.at + path


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.close()


def visitor(**more: Any) -> Client:
    return Client(**{"allow_private": True, "pause": 0.0, **more})


def fetched(wanted: list[str], folder: Path, client: Client | None = None) -> list[Fetched]:
    return list(fetch(wanted, folder, client or visitor(), now=lambda: AT))


def test_a_page_is_saved_with_its_address_and_time(web: Web, tmp_path: Path) -> None:
    address = web.page("/2019/pier.html")
    (found,) = fetched([address], tmp_path)
    saved = (tmp_path / found.file).read_text()
    assert saved.startswith(
        f"<!-- saved from url=({len(address):04}){address} -->\n<!-- fetched 2019-03-04T12:30:00Z -->"
    )
    assert saved.endswith(PAGE.decode())


def test_a_page_that_is_there_is_not_asked_for_again(web: Web, tmp_path: Path) -> None:
    address = web.page("/pier")
    (first,) = fetched([address], tmp_path)
    (tmp_path / first.file).write_text("mine now")
    web.asked.clear()
    assert [one.fate for one in fetched([address], tmp_path)] == ["there"]
    assert (tmp_path / first.file).read_text() == "mine now"
    assert web.asked == []


def test_a_fetch_goes_on_where_it_stopped(web: Web, tmp_path: Path) -> None:
    addresses = [web.page(f"/{name}") for name in ("pier", "dock", "quay")]
    next(fetch(addresses, tmp_path, visitor()))
    assert [one.fate for one in fetched(addresses, tmp_path)] == ["there", "fetched", "fetched"]


def test_an_address_is_fetched_once(web: Web, tmp_path: Path) -> None:
    """What only a browser reads of it makes no other."""
    address = web.page("/pier")
    assert len(fetched([address, f"{address}#comments"], tmp_path)) == 1


def test_what_robots_txt_forbids_is_left_alone(web: Web, tmp_path: Path) -> None:
    web.page("/robots.txt", b"User-agent: *\nDisallow: /inner/")
    (found,) = fetched([web.page("/inner/pier")], tmp_path)
    assert (found.fate, found.reason) == ("refused", "its robots.txt does not allow it")
    assert web.asked == ["/robots.txt"]


def test_robots_txt_is_asked_once_a_host(web: Web, tmp_path: Path) -> None:
    fetched([web.page("/pier"), web.page("/dock")], tmp_path)
    assert web.asked.count("/robots.txt") == 1


def test_a_robots_txt_that_cannot_be_read_allows_nothing(web: Web, tmp_path: Path) -> None:
    web.page("/robots.txt", b"", 503)
    assert fetched([web.page("/pier")], tmp_path)[0].fate == "refused"


def test_a_host_is_asked_once_a_second(web: Web, tmp_path: Path) -> None:
    waited: list[float] = []
    fetched([web.page("/pier"), web.page("/dock")], tmp_path, visitor(pause=1.0, sleep=waited.append))
    assert len(waited) == 2
    assert all(0.5 < seconds <= 1.0 for seconds in waited)


def test_the_pause_that_robots_txt_asks_for_is_kept(web: Web, tmp_path: Path) -> None:
    web.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7")
    waited: list[float] = []
    fetched([web.page("/pier"), web.page("/dock")], tmp_path, visitor(sleep=waited.append))
    assert max(waited) > 6


def test_a_private_address_is_refused(web: Web, tmp_path: Path) -> None:
    (found,) = fetched([web.page("/pier")], tmp_path, Client(pause=0.0))
    assert "private network" in found.reason
    assert web.asked == []


def test_a_private_address_behind_a_redirect_is_refused(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the first two connections pass for such to the open network."""
    inner = Web()
    address = web.page("/out", b"", 302, Location=inner.page("/pier"))
    reached: list[str] = []

    def is_open(host: str) -> bool:
        reached.append(host)
        return len(reached) <= 2

    monkeypatch.setattr(addresses, "is_public", is_open)
    (found,) = fetched([address], tmp_path, Client(pause=0.0))
    inner.close()
    assert "private network" in found.reason
    assert web.asked == ["/robots.txt", "/out"]
    assert inner.asked == []


def test_a_redirect_is_followed(web: Web, tmp_path: Path) -> None:
    web.page("/old", b"", 301, Location="/pier")
    web.page("/pier")
    assert fetched([f"{web.at}/old"], tmp_path)[0].fate == "fetched"


def test_a_redirect_to_a_file_of_this_machine_is_refused(web: Web, tmp_path: Path) -> None:
    (found,) = fetched([web.page("/old", b"", 302, Location="file:///etc/passwd")], tmp_path)
    assert found.fate == "refused"


def test_a_circle_of_redirects_ends(web: Web, tmp_path: Path) -> None:
    (found,) = fetched([web.page("/old", b"", 302, Location="/old")], tmp_path)
    assert found.reason == "more than 5 redirects"


def test_a_large_page_is_refused_whatever_it_is_packed_into(web: Web, tmp_path: Path) -> None:
    packed = gzip.compress(PAGE + b" " * 5_000_000)
    (found,) = fetched([web.page("/pier", packed, Content_Encoding="gzip")], tmp_path, visitor(largest=1_000_000))
    assert found.reason == "larger than 1 MB"
    assert not list(tmp_path.iterdir())


def test_a_page_that_drips_is_refused(web: Web, tmp_path: Path) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b"x" * 70_000)
            time.sleep(0.1)

    web.pages["/slow"] = drip
    (found,) = fetched([f"{web.at}/slow"], tmp_path, visitor(longest=0.5))
    assert found.reason == "takes too long"


@pytest.mark.parametrize("part", ["head", "body", "robots.txt"])
def test_a_server_that_sends_a_byte_now_and_then_is_left_in_time(web: Web, tmp_path: Path, part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        handler.wfile.write(start if part == "head" else start + b"\r\n")
        with contextlib.suppress(OSError):
            for _ in range(60):
                handler.wfile.write(b"x")
                time.sleep(0.1)

    web.pages["/robots.txt" if part == "robots.txt" else "/slow"] = drip
    start = time.monotonic()
    (found,) = fetched([f"{web.at}/slow"], tmp_path, visitor(longest=0.5))
    assert found.reason == "takes too long"
    assert time.monotonic() - start < 4


def test_the_second_address_of_a_host_that_cannot_be_reached_has_the_same_reason(web: Web, tmp_path: Path) -> None:
    at = web.at
    web.close()
    found = fetched([f"{at}/pier", f"{at}/dock"], tmp_path)
    assert [one.reason for one in found] == ["cannot be reached"] * 2


def test_the_second_address_of_a_private_host_has_the_same_reason(web: Web, tmp_path: Path) -> None:
    found = fetched([web.page("/pier"), web.page("/dock")], tmp_path, visitor(allow_private=False))
    assert len({one.reason for one in found}) == 1
    assert "--allow-private" in found[1].reason


@pytest.mark.parametrize(
    ("code", "body", "kind", "reason"),
    [
        (404, b"", "text/html", "the server answers 404 Not Found"),
        (200, b"", "text/html", "an empty page"),
        (200, b"\x89PNG", "image/png", "is no page and no document (image/png)"),
        (200, b"MZ", "application/octet-stream", "is no page and no document (application/octet-stream)"),
    ],
)
def test_what_is_no_page_is_told(web: Web, tmp_path: Path, code: int, body: bytes, kind: str, reason: str) -> None:
    (found,) = fetched([web.page("/x", body, code, Content_Type=kind)], tmp_path)
    assert found.reason == reason


@pytest.mark.parametrize(
    ("body", "kind", "ending"),
    [
        (b"%PDF-1.7 ...", "application/pdf", ".pdf"),
        (b"%PDF-1.7 ...", "application/octet-stream", ".pdf"),
        (b"The pier opened.", "text/plain; charset=utf-8", ".txt"),
        (PAGE, "application/xhtml+xml", ".html"),
        (PAGE, "", ".html"),
    ],
)
def test_a_file_has_the_ending_of_its_kind(web: Web, tmp_path: Path, body: bytes, kind: str, ending: str) -> None:
    (found,) = fetched([web.page("/x", body, Content_Type=kind)], tmp_path)
    assert found.file.endswith(ending)


def test_a_page_whose_code_only_the_server_says_is_saved_in_utf_8() -> None:
    answer = Answer(
        address="http://q.example", kind="text/html", charset="windows-1252", body="<p>Café".encode("cp1252")
    )
    assert saved_page(answer, answer.address, AT).decode("utf-8-sig").endswith("<p>Café")


def test_a_page_that_is_not_in_the_code_that_the_server_says_stays_as_it_is() -> None:
    answer = Answer(address="http://q.example", kind="text/html", charset="utf-8", body=b"<p>Caf\xe9")
    assert saved_page(answer, answer.address, AT).endswith(b"<p>Caf\xe9")


def test_no_address_ends_the_remark_that_it_stands_in() -> None:
    answer = Answer(address="http://q.example", kind="text/html", charset=None, body=PAGE)
    saved = saved_page(answer, "http://q.example/a--><script>x</script>", AT)
    assert b"--><script>" not in saved


@pytest.mark.parametrize(
    "address",
    ["ftp://quay.example/a", "file:///etc/passwd", "http://", "http://ada:secret@quay.example/", "http://[::1", "x\ny"],
)
def test_what_is_no_address_is_never_asked(address: str) -> None:
    assert refused(address)


@pytest.mark.parametrize(
    "host",
    ["10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "::1", "fe80::1%eth0", "fd00::1",
     "::ffff:127.0.0.1", "0.0.0.0", "224.0.0.1", "localhost"],
)  # fmt: skip
def test_private_addresses(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e%2f%2e%2e%2fx", "/a\\b", "/" + "a" * 500, "/", "/é/新聞"]
)
def test_the_name_of_a_file_is_no_path(path: str) -> None:
    name = file_name(f"https://quay.example{path}", ".html")
    assert Path(name).name == name
    assert not name.startswith(".")
    assert len(name.encode()) < 200


def test_two_addresses_have_two_names() -> None:
    assert file_name("https://quay.example/a?p=1", "") != file_name("https://quay.example/a?p=2", "")


def test_a_feed_leads_to_its_pages(web: Web) -> None:
    feed = web.page("/feed", FEED.replace(b"{0}", web.at.encode()), Content_Type="application/rss+xml")
    assert pages_of(feed, visitor()) == [f"{web.at}/pier", f"{web.at}/dock"]


def test_a_json_feed_leads_to_its_pages(web: Web) -> None:
    feed = web.page("/feed", b'{"items": [{"url": "https://quay.example/a"}, {"id": 2}]}')
    assert pages_of(feed, visitor()) == ["https://quay.example/a"]


def test_a_link_without_a_host_is_one_of_the_feeds_own(web: Web) -> None:
    feed = web.page("/news/feed", FEED.replace(b"{0}/pier", b"/pier").replace(b"{0}/dock", b"dock?n=1"))
    assert pages_of(feed, visitor()) == [f"{web.at}/pier", f"{web.at}/news/dock?n=1"]


def test_a_page_is_no_feed(web: Web) -> None:
    with pytest.raises(Refused, match="no feed"):
        pages_of(web.page("/pier"), visitor())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command without its pauses."""
    from briefing_book.fetch import client

    monkeypatch.setattr(client, "_PAUSE", 0.0)
    monkeypatch.setattr(client.time, "sleep", lambda _: None)


@pytest.mark.usefixtures("quick")
def test_the_command_takes_addresses_and_lists_of_them(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.txt").write_text(f"# ports\n{web.page('/pier')}\n")
    asked = [web.page("/dock"), str(tmp_path / "list.txt")]
    assert main(["fetch", "--allow-private", "--book", str(tmp_path), *asked]) == 0
    assert capsys.readouterr().out.endswith("2 fetched, 0 there already, 0 refused\n")
    assert len(list((tmp_path / "seeds").iterdir())) == 2


@pytest.mark.usefixtures("quick")
def test_each_line_of_a_list_that_is_no_address_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("127.0.0.1:8791/six", "www.quay.example/x", "http//typo.example/a", "http://[quay", "Ports\x1b[31m")
    (tmp_path / "list.txt").write_text("# ports\n\n" + "\n".join(lines))
    assert main(["fetch", "--book", str(tmp_path), str(tmp_path / "list.txt")]) == 1
    told = capsys.readouterr()
    assert all(f"not fetched: {line}: no web address" in told.err for line in lines[:4])
    assert "not fetched: Ports\\x1b[31m: no web address" in told.err
    assert told.out.endswith("0 fetched, 0 there already, 5 refused\n")


@pytest.mark.usefixtures("quick")
def test_without_an_address_the_command_takes_the_feeds_of_the_book(web: Web, tmp_path: Path) -> None:
    web.page("/pier")
    web.page("/dock")
    feed = web.page("/feed", FEED.replace(b"{0}", web.at.encode()))
    (tmp_path / "book.yml").write_text(f"feeds: [{feed}]\n")
    assert main(["fetch", "--allow-private", "--book", str(tmp_path)]) == 0
    assert len(list((tmp_path / "seeds").iterdir())) == 2


@pytest.mark.usefixtures("quick")
def test_one_page_that_fails_is_named_and_the_others_are_fetched(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [f"{web.at}/gone", web.page("/pier")]
    assert main(["fetch", "--allow-private", "--book", str(tmp_path), *asked]) == 1
    told = capsys.readouterr()
    assert f"not fetched: {web.at}/gone: the server answers 404" in told.err
    assert "1 fetched" in told.out


@pytest.mark.parametrize("asked", [[], ["no-such-list.txt"]])
def test_nothing_to_fetch_is_a_wrong_call(tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--book", str(tmp_path), *asked]) == 2
    assert capsys.readouterr().err.startswith("briefing: ")
