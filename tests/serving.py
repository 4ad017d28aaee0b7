"""A quiet web server for the built site, as GitHub Pages would serve it: compressed, under the path of its address."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".ics"}
AGE = 600  # seconds, as GitHub Pages has it


@cache
def compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class Quiet(SimpleHTTPRequestHandler):
    """Serves the files of a folder below a path, compressed where that is usual, without a line for each request."""

    protocol_version = "HTTP/1.1"  # keeps the connection, as any server does

    def __init__(self, *args: Any, under: str, **options: Any) -> None:
        self.under = under
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.under))

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in COMPRESSED:
            return super().send_head()
        data = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={AGE}")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Takes all the connections of a browser at once."""

    request_queue_size = 64


@contextmanager
def served(site: Path, under: str = "/") -> Iterator[str]:
    """Serve a folder on this machine for a while; gives the address of its home page, which ends in a slash."""
    server = Server(("127.0.0.1", 0), partial(Quiet, under=under, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{under}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
