"""Where a download may go: the hosts of the list, at public addresses, as their robots.txt allows."""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from govdash.errors import GovdashError

AGENT = "govdash"
DELAY = 1.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""

MAX_DELAY = 30.0

Read = Callable[[str], tuple[int, bytes]]
"""Status and body of an address."""


class ForbiddenError(GovdashError):
    """An address that is not ours to ask for; the text says why."""


class Hosts:
    """The hosts of a list, each with its rules and its pace.

    `local` allows addresses that are not public, for tests against a server of one's own.
    """

    def __init__(
        self, urls: Iterable[str], delay: float = DELAY, local: frozenset[str] = frozenset()
    ) -> None:
        self._names = {name for url in urls if (name := urlsplit(url).netloc.lower())}
        self._delay, self._local = delay, local
        self._robots: dict[str, Protego] = {}
        self._next: dict[str, float] = {}

    def check(self, url: str) -> list[str]:
        """The addresses to connect to; what is outside the list or private is refused.

        Who connects to one of these, and does not look the name up again, cannot be led elsewhere.

        Raises:
            ForbiddenError: why it is not asked for.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.username or not parts.hostname:
            raise ForbiddenError(f"不是普通的网页地址：{url[:200]}")
        if parts.netloc.lower() not in self._names:
            raise ForbiddenError(f"不在清单的网站里：{parts.netloc[:200]}")
        found = _addresses(parts.hostname)
        for address in found:
            public = address.is_global and not address.is_multicast
            if not public and parts.hostname not in self._local:
                raise ForbiddenError(f"{parts.hostname} 指向内部地址")
        return list(dict.fromkeys(map(str, found)))

    def allowed(self, url: str, read: Read) -> None:
        """Ask the host's robots.txt, once; what cannot be read for the server's fault forbids.

        Raises:
            ForbiddenError: robots.txt does not allow it.
        """
        site = urlsplit(url).netloc.lower()
        if site not in self._robots:
            self.wait(url)
            status, body = read(urljoin(url, "/robots.txt"))
            if status >= 500 or status == 429:
                raise ForbiddenError(f"{site} 的 robots.txt 暂时读不到（{status}），没有下载")
            text = body.decode("utf-8", errors="replace") if status == 200 else ""
            self._robots[site] = Protego.parse(text)
        if not self._robots[site].can_fetch(url, AGENT):
            raise ForbiddenError(f"robots.txt 不允许：{url[:200]}")

    def wait(self, url: str) -> None:
        """Wait until this host may be asked again."""
        site = urlsplit(url).netloc.lower()
        asked = self._robots[site].crawl_delay(AGENT) if site in self._robots else None
        now = time.monotonic()
        start = max(now, self._next.get(site, now))
        self._next[site] = start + min(max(self._delay, asked or 0), MAX_DELAY)
        time.sleep(start - now)


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ForbiddenError(f"{host}：找不到这个网站") from error
    return [ipaddress.ip_address(str(item[4][0]).partition("%")[0]) for item in found]
