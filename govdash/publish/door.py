"""The door of the public site: what every answer forbids, and the page that the browser opens first.

Streamlit's own first page says lang="en" and nothing of what the site is; it is told anew here, in
the language that the address asks for.
"""

import base64
import hashlib
import re
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "政府信息公开年报 govdash"
ABOUT = "中国政府信息公开工作年度报告，读成数据，逐格核对，公开给所有人看。"
WITHOUT_SCRIPT = (
    "本站的页面要用 JavaScript。数据不用：见 /api/v1/datapackage.json。 "
    "The pages need JavaScript; the data do not: see /api/v1/datapackage.json."
)
_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-Hant", "en": "en"}

_SAID: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
_HOST = re.compile(r"[\w.:\[\]-]{1,255}")
_INLINE = re.compile(rb"<script>(.*?)</script>", re.S)


class Door:
    """ASGI middleware around the whole site; `scripts` are hashes of scripts that may run."""

    def __init__(self, app: ASGIApp, scripts: str = "") -> None:
        self.app, self.scripts = app, scripts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in and see its answer out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if "text/html" in headers.get("accept", ""):
            # The first page is rewritten: it is asked for as it is.
            scope = {**scope, "headers": [
                (name, value) for name, value in scope["headers"] if name != b"accept-encoding"
            ]}  # fmt: skip
        await self.app(scope, receive, _Answer(scope, send, self.scripts).pass_on)


class _Answer:
    """One answer on its way out; a page is held until it is whole."""

    def __init__(self, scope: Scope, send: Send, scripts: str) -> None:
        self._scope, self._send, self._scripts = scope, send, scripts
        self._page: Message | None = None
        self._body = b""

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in _SAID.items():
                headers.setdefault(name, value)
            if headers.get("content-type", "").startswith("text/html") and message["status"] == 200:
                self._page = message
                return
            headers.setdefault(
                "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"
            )
        elif self._page is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send(self._told_anew())
            message = {"type": "http.response.body", "body": self._body}
        await self._send(message)

    def _told_anew(self) -> Message:
        assert self._page is not None  # noqa: S101
        query = parse_qs(self._scope.get("query_string", b"").decode("latin-1"))
        self._body = rewritten(self._body, query.get("lang", [""])[-1])
        headers = MutableHeaders(raw=self._page["headers"])
        if self._scope["method"] != "HEAD":
            headers["content-length"] = str(len(self._body))
        host = Headers(scope=self._scope).get("host", "")
        headers["Content-Security-Policy"] = policy(self._body, host, self._scripts)
        return self._page


def rewritten(page: bytes, language: str) -> bytes:
    """Streamlit's first page with the language, title and description of ours."""
    lang = _LANGUAGES.get(language, "zh-CN")
    head = f'<meta name="description" content="{escape(ABOUT)}" />'
    return (
        page.replace(b'<html lang="en">', f'<html lang="{lang}">'.encode(), 1)
        .replace(b"<title>Streamlit</title>", f"<title>{TITLE}</title>{head}".encode(), 1)
        .replace(b"<body>", f"<body><noscript>{WITHOUT_SCRIPT}</noscript>".encode(), 1)
    )


def policy(page: bytes, host: str, scripts: str = "") -> str:
    """What the page may load: everything from here, nothing from anybody else.

    Streamlit writes its styles into the page, and its components come as blobs. `scripts` are the
    hashes of our own, which it puts into the page later.
    """
    inline = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE.findall(page)
    )
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self' blob:", inline, scripts)).rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
