"""Fetching from a local site: rules, pace, retries, resuming, provenance."""

import csv
import hashlib
import itertools
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from govdash.collect import fetch as module
from govdash.collect.fetch import Fetcher, read_list
from govdash.collect.hosts import ForbiddenError, Hosts
from govdash.errors import UsageError
from govdash.pipeline import open_files
from govdash.settings import DATA
from govdash.store import snapshots
from govdash.store.loader import load
from tests.conftest import REPOSITORY

SAMPLE = (DATA / "samples" / "岳村街道_2020.txt").read_bytes()
LOCAL = frozenset({"127.0.0.1"})
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret/\n"),
    "/report.txt": (200, {"Content-Type": "text/plain; charset=utf-8"}, SAMPLE),
    "/page.html": (
        200,
        {"Content-Type": "text/html; charset=utf-8"},
        b'<p><a href="/files/a.pdf">a</a> <a href="/files/a.pdf#2">again</a> <a href="x.html">x</a>'
        b'<a href="http://elsewhere.example/b.pdf">b</a>',
    ),
    "/files/a.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 nothing"),
    "/secret/a.html": (200, {"Content-Type": "text/html"}, b"<p>secret"),
    "/away": (302, {"Location": "http://10.0.0.1/a.html"}, b""),
    "/inside": (302, {"Location": "http://127.0.0.1:1/a.html"}, b""),
    "/here": (302, {"Location": "/report.txt"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/sneaky": (302, {"Location": "/secret/a.html"}, b""),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 4000),
    "/none": (404, {}, b"no"),
}


class Site(ThreadingHTTPServer):
    """A small site that counts what it is asked, and when."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, float]] = []
        self.hosts: list[str] = []
        self.slow = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, path: str) -> int:
        return Counter(asked for asked, _ in self.asked)[path]


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, time.monotonic()))
        self.server.hosts.append(self.headers["Host"])
        time.sleep(self.server.slow)
        status, headers, body = PAGES.get(self.path, (200, {"Content-Type": "text/plain"}, b"n"))
        if self.path == "/busy" and self.server.count("/busy") < 3:
            status, headers, body = 503, {"Retry-After": "1"}, b""
        if self.path == "/broken":
            status, headers, body = 500, {}, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def run(site: Site, folder: Path, *paths: str, delay: float = 0.01) -> dict[str, str]:
    """What became of each address, by its path."""
    urls = [f"{site.address}{path}" for path in paths]
    fetcher = Fetcher(urls, folder, Hosts(urls, delay, LOCAL), pause=0.01)
    return {url.removeprefix(site.address): told for url, told in fetcher.run()}


def sources(folder: Path) -> list[dict[str, str]]:
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_what_was_fetched_flows_into_load(site: Site, tmp_path: Path) -> None:
    folder, db = tmp_path / "out", tmp_path / "g.duckdb"
    run(site, folder, "/report.txt")
    loaded = load(db, open_files([folder]))
    assert (loaded.stored, loaded.refused) == (1, 0)
    with snapshots.connect(db) as connection:
        rows = connection.execute("SELECT agency, url, fetched FROM reports").fetchall()
    (row,) = sources(folder)
    assert rows == [("岳村街道", f"{site.address}/report.txt", row["time"])]
    assert row["sha256"] == hashlib.sha256(SAMPLE).hexdigest()


def test_provenance_is_a_warc(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path, "/report.txt", "/files/a.pdf")
    with (tmp_path / ".warc" / "govdash.warc.gz").open("rb") as stream:
        kept = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(stream)
        }
    assert kept == {
        f"{site.address}/report.txt": SAMPLE,
        f"{site.address}/files/a.pdf": PAGES["/files/a.pdf"][2],
    }


def test_attachments_within_the_hosts_only(site: Site, tmp_path: Path) -> None:
    told = run(site, tmp_path, "/page.html")
    assert site.count("/files/a.pdf") == 1
    assert site.count("/x.html") == 0
    assert "不在清单" in told["http://elsewhere.example/b.pdf"]
    assert [row["url"].removeprefix(site.address) for row in sources(tmp_path)] == [
        "/page.html", "/files/a.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/secret/a.html", "robots.txt"),
        ("/sneaky", "robots.txt"),
        ("/away", "不在清单"),
        ("/inside", "不在清单"),
        ("/round", "太多次"),
        ("/none", "404"),
    ],
)
def test_what_is_not_fetched(site: Site, tmp_path: Path, path: str, why: str) -> None:
    assert why in run(site, tmp_path, path)[path]
    assert site.count("/secret/a.html") == 0
    assert not (tmp_path / "sources.csv").exists()


def test_private_addresses_are_refused_even_if_listed(site: Site, tmp_path: Path) -> None:
    for url in (f"{site.address}/report.txt", "http://localhost/", "http://169.254.169.254/x",
                "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/"):  # fmt: skip
        with pytest.raises(ForbiddenError, match="内部地址"):
            Hosts([url]).check(url)
        fetcher = Fetcher([url], tmp_path, Hosts([url]), pause=0.01)
        assert [told for _, told in fetcher.run() if "内部地址" not in told] == []
    assert site.asked == []
    for url in ("file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/"):
        with pytest.raises(ForbiddenError):
            Hosts([url], local=LOCAL).check(url)


class Names:
    """A resolver of a test: each look-up gives the next of the addresses, the last one for ever."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
        self.addresses, self.asked = list(addresses), 0
        # Both what we ask and what a library would ask.
        monkeypatch.setattr(socket, "getaddrinfo", self._look_up)

    def _look_up(self, host: str, port: object, *_: object, **__: object) -> list[object]:
        self.asked += host.endswith(".example")
        address = host
        if host.endswith(".example"):
            address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0))]


def test_a_name_cannot_come_to_mean_a_private_address(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first look-up of robots.txt and of the page is public, any further one leads inside.
    names = Names(monkeypatch, "192.0.0.9", "192.0.0.9", "127.0.0.1")
    monkeypatch.setattr(module, "TRIES", 1)
    monkeypatch.setattr(module, "_TIMEOUT", 0.5)
    url = f"http://rebind.example:{site.server_address[1]}/report.txt"
    fetcher = Fetcher([url], tmp_path, Hosts([url], 0.01), pause=0.01)
    ((_, told),) = fetcher.run()
    assert site.asked == []
    assert names.asked >= 2, told
    assert list(tmp_path.iterdir()) == []


def test_the_name_is_looked_up_once_and_kept_in_the_request(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch, "127.0.0.1")
    place = f"name.example:{site.server_address[1]}"
    url = f"http://{place}/report.txt"
    fetcher = Fetcher([url], tmp_path, Hosts([url], 0.01, frozenset({"name.example"})), pause=0.01)
    ((_, told),) = fetcher.run()
    assert (tmp_path / told).read_bytes() == SAMPLE
    assert set(site.hosts) == {place}
    assert sources(tmp_path)[0]["url"] == url


def test_the_certificate_of_the_name_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = tmp_path / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", str(certificate), "-out", str(tmp_path / "c.pem"), "-subj", "/CN=x"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", certificate)
    asked: list[str | None] = []
    context.sni_callback = lambda _, name, __: asked.append(name)
    server = Site()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Names(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(module, "TRIES", 1)
    url = f"https://name.example:{server.server_address[1]}/report.txt"
    fetcher = Fetcher(
        [url], tmp_path / "out", Hosts([url], 0.01, frozenset({"name.example"})), pause=0.01
    )
    ((_, told),) = fetcher.run()
    server.shutdown()
    server.server_close()
    assert asked
    assert set(asked) == {"name.example"}
    assert server.asked == [], told


def test_a_redirect_within_the_host(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path, "/here")
    (row,) = sources(tmp_path)
    assert (row["url"], (tmp_path / row["file"]).read_bytes()) == (f"{site.address}/here", SAMPLE)


def test_too_large(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3000)
    assert "超过" in run(site, tmp_path, "/large")["/large"]
    assert [file for file in tmp_path.iterdir() if file.is_file()] == []


def test_busy_servers_are_asked_again_when_they_say(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path, "/busy", "/broken")
    times = [moment for path, moment in site.asked if path == "/busy"]
    assert len(times) == 3
    assert min(later - sooner for sooner, later in itertools.pairwise(times)) >= 1
    assert site.count("/broken") == module.TRIES


def test_one_host_is_asked_at_its_pace(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path, "/a1", "/a2", "/a3", delay=0.3)
    times = [moment for _, moment in site.asked]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a1", "/a2", "/a3"]
    assert min(later - sooner for sooner, later in itertools.pairwise(times)) >= 0.29


def test_resumes_after_a_kill(site: Site, tmp_path: Path) -> None:
    """kill -9 in the middle: the next run asks only for what is missing."""
    folder, listed = tmp_path / "out", tmp_path / "list.txt"
    paths = [f"/n{number}" for number in range(12)]
    listed.write_text("# list\n" + "\n".join(f"{site.address}{path}" for path in paths))
    site.slow = 0.05
    command = [
        sys.executable,
        "-m",
        "govdash",
        "fetch",
        str(listed),
        "-o",
        str(folder),
        "--delay",
        "0.1",
    ]
    environment = {**os.environ, "GOVDASH_LOCAL_HOSTS": "127.0.0.1"}
    first = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stderr=subprocess.DEVNULL)
    while site.count("/n4") == 0:
        assert first.poll() is None, "it ended before it could be killed"
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    kept = {row["url"].removeprefix(site.address) for row in sources(folder)}
    assert {"/n0", "/n1", "/n2"} <= kept < set(paths)
    site.asked.clear()
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    assert {path for path, _ in site.asked} - {"/robots.txt"} == set(paths) - kept
    assert [row["url"].removeprefix(site.address) for row in sources(folder)] == paths
    assert [file.name for file in folder.iterdir() if file.name.endswith(".part")] == []


def test_a_list(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(
        "\ufeff# 清单\nhttps://a.gov.cn/1\n\n https://a.gov.cn/1 \nhttps://b.gov.cn/\n"
    )
    assert read_list(listed) == ["https://a.gov.cn/1", "https://b.gov.cn/"]
    listed.write_text("# nothing\n")
    with pytest.raises(UsageError, match="没有网址"):
        read_list(listed)
