"""Pages and their attachments → a folder with sources.csv and a WARC: `load` takes the folder."""

import csv
import hashlib
import io
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import httpx
from lxml import etree, html
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from govdash.collect.hosts import AGENT, ForbiddenError, Hosts
from govdash.errors import UsageError

MAX_BYTES = 50 * 1024 * 1024
MAX_REDIRECTS = 5
TRIES = 4
_MAX_WAIT = 120.0
_ATTACHED = (".docx", ".doc", ".pdf", ".zip")
_TIMEOUT = httpx.Timeout(30.0)
_COLUMNS = ("file", "origin", "note", "url", "time", "sha256")


class PassingError(Exception):
    """A failure that may be gone the next time; `after` is what the server asks to wait."""

    def __init__(self, text: str, after: float = 0.0) -> None:
        super().__init__(text)
        self.after = after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        named = {name.lower(): value for name, value in self.headers}
        return named.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(slots=True)
class Fetched:
    """What a run did; `refused` has each address that was not fetched, with the reason."""

    files: int = 0
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def read_list(file: Path) -> list[str]:
    """The addresses of a list, one a line; empty lines and those with # are skipped.

    Raises:
        UsageError: there are none.
    """
    lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()]
    urls = list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not urls:
        raise UsageError(f"{file}：没有网址")
    return urls


class Fetcher:
    """Downloads a list into a folder; what is already there is not asked for again."""

    def __init__(self, urls: list[str], folder: Path, hosts: Hosts, pause: float = 1.0) -> None:
        self._urls, self._folder, self._hosts, self._pause = urls, folder, hosts, pause
        folder.mkdir(parents=True, exist_ok=True)
        # No connection is used again: two sites at one address must each show its certificate.
        self._client = httpx.Client(
            follow_redirects=False,
            timeout=_TIMEOUT,
            headers={"User-Agent": AGENT},
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        self._done = {row["url"]: row for row in self._rows() if self._is_whole(row)}
        self.result = Fetched()

    def run(self) -> Iterator[tuple[str, str]]:
        """Fetch all; what became of each address, as it happens."""
        with self._client:
            for url in self._urls:
                yield from self._one(url)

    def _one(self, url: str) -> Iterator[tuple[str, str]]:
        body = self._known(url)
        if body is None:
            answer, told = self._try(url)
            yield url, told
            body = answer.body if answer and answer.kind == "text/html" else b""
        for link in attachments(body, url):
            if self._known(link) is None:
                yield link, self._try(link)[1]

    def _known(self, url: str) -> bytes | None:
        """A page that is already here, for its links; None if it is not."""
        if url not in self._done:
            return None
        self.result.known += 1
        file = self._folder / self._done[url]["file"]
        return file.read_bytes() if file.suffix == ".html" else b""

    def _try(self, url: str) -> tuple[Answer | None, str]:
        try:
            answer = self._get(url)
            return answer, self._keep(url, answer)
        except (ForbiddenError, PassingError, httpx.HTTPError) as error:
            told = str(error) or type(error).__name__
            self.result.refused.append((url, told))
            return None, told

    def _get(self, url: str) -> Answer:
        """Follow redirects step by step: each has to be allowed like the first address."""
        for _ in range(MAX_REDIRECTS + 1):
            self._hosts.check(url)  # before anything of it is asked, robots.txt too
            self._hosts.allowed(url, self._robots)
            answer = self._patiently(url)
            if answer.status not in (301, 302, 303, 307, 308):
                if answer.status != 200:
                    raise PassingError(f"服务器答 {answer.status}")
                return answer
            url = urldefrag(urljoin(url, dict(answer.headers).get("location", ""))).url
        raise ForbiddenError("转了太多次")

    def _robots(self, url: str) -> tuple[int, bytes]:
        try:
            answer = self._ask(url)
        except (PassingError, httpx.HTTPError):
            return 503, b""
        return answer.status, answer.body

    def _patiently(self, url: str) -> Answer:
        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.after if isinstance(error, PassingError) else 0.0
            backoff = wait_exponential_jitter(
                multiplier=self._pause, max=_MAX_WAIT, jitter=self._pause
            )(state)
            return min(max(asked, backoff), _MAX_WAIT)

        retrying = Retrying(
            stop=stop_after_attempt(TRIES),
            wait=wait,
            retry=retry_if_exception_type((PassingError, httpx.TransportError)),
            reraise=True,
        )
        return retrying(self._once, url)

    def _once(self, url: str) -> Answer:
        self._hosts.wait(url)
        return self._ask(url)

    def _ask(self, url: str) -> Answer:
        """Ask at the addresses that were checked just now, the next where one is not reached."""
        *others, last = self._hosts.check(url)
        for address in others:
            try:
                return self._ask_at(address, url)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._ask_at(last, url)

    def _ask_at(self, address: str, url: str) -> Answer:
        named = httpx.URL(url)
        with self._client.stream(
            "GET",
            named.copy_with(host=address),
            headers={"Host": named.netloc.decode("ascii")},
            extensions={"sni_hostname": named.raw_host.decode("ascii")},
        ) as response:
            if response.status_code == 429 or response.status_code >= 500:
                raise PassingError(f"服务器答 {response.status_code}", _after(response.headers))
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MAX_BYTES:
                    raise ForbiddenError(f"超过 {MAX_BYTES // 1024 // 1024} MB")
            headers = [(name.lower(), value) for name, value in response.headers.items()]
            return Answer(url, response.status_code, headers, bytes(body))

    def _keep(self, url: str, answer: Answer) -> str:
        """File first, then WARC, then the line that says it is here: a kill loses one file."""
        digest = hashlib.sha256(answer.body).hexdigest()
        name = _name(url, answer)
        unfinished = self._folder / f".{name}.part"
        unfinished.write_bytes(answer.body)
        unfinished.replace(self._folder / name)
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._archive(answer, moment)
        row = {"file": name, "origin": "file", "note": "", "url": url, "time": moment,
               "sha256": digest}  # fmt: skip
        self._write_row(row)
        self._done[url] = row
        self.result.files += 1
        return name

    def _archive(self, answer: Answer, moment: str) -> None:
        # A hidden folder: `load` does not take it for reports.
        folder = self._folder / ".warc"
        folder.mkdir(exist_ok=True)
        kept = [
            (name, value)
            for name, value in answer.headers
            if name not in ("content-encoding", "transfer-encoding", "content-length", "set-cookie")
        ]
        head = StatusAndHeaders(f"{answer.status} OK", kept, protocol="HTTP/1.1")
        with (folder / "govdash.warc.gz").open("ab") as out:
            writer = WARCWriter(out, gzip=True)
            record = writer.create_warc_record(
                answer.url,
                "response",
                payload=io.BytesIO(answer.body),
                http_headers=head,
                warc_headers_dict={"WARC-Date": moment},
            )
            writer.write_record(record)

    def _rows(self) -> list[dict[str, str]]:
        file = self._folder / "sources.csv"
        if not file.exists():
            return []
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return [row for row in csv.DictReader(stream) if row.get("url") and row.get("sha256")]

    def _is_whole(self, row: dict[str, str]) -> bool:
        file = self._folder / row["file"]
        return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"]

    def _write_row(self, row: dict[str, str]) -> None:
        """The whole table anew, in one step: a kill leaves the table before or after."""
        rows = [other for other in self._rows() if other["url"] != row["url"]]
        unfinished = self._folder / ".sources.part"
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, _COLUMNS)
            writer.writeheader()
            writer.writerows([*rows, row])
        unfinished.replace(self._folder / "sources.csv")


def attachments(page: bytes, url: str) -> list[str]:
    """The documents that a page links to, each once; other hosts are refused when asked for."""
    if not page.strip():
        return []
    try:
        tree = html.fromstring(page)
    except (etree.LxmlError, ValueError):
        return []
    links = [urldefrag(urljoin(url, str(link))).url for link in tree.xpath("//a/@href")]
    return list(
        dict.fromkeys(link for link in links if urlsplit(link).path.lower().endswith(_ATTACHED))
    )


def _after(headers: httpx.Headers) -> float:
    text = headers.get("retry-after", "")
    return min(float(text), _MAX_WAIT) if text.isascii() and text.isdigit() else 0.0


def _name(url: str, answer: Answer) -> str:
    """A name that says where from and cannot leave the folder; the hash keeps two apart."""
    path = unquote(urlsplit(url).path)
    stem = "".join(sign for sign in Path(path).stem if sign.isalnum() or sign in "-_")[:60]
    suffix = Path(path).suffix.lower()
    if answer.kind == "text/html":
        suffix = ".html"
    elif suffix not in _ATTACHED:
        suffix = mimetypes.guess_extension(answer.kind) or ".bin"
    short = hashlib.sha256(url.encode()).hexdigest()[:8]
    return f"{stem or 'page'}-{short}{suffix}"
