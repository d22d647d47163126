"""Reads one stranger's document in a process of its own: little time, little memory, nothing kept.

The document goes in through a pipe and the report comes out through one: no file is written, and
what the reader does to its memory ends with its process.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from govdash.errors import GovdashError, RefusedError
from govdash.report import Line, Report, from_json

MAX_BYTES = 20 * 1024 * 1024
"""What may be given in; the server refuses larger uploads before (`server.maxUploadSize`)."""

AT_ONCE = 2
"""Documents read at the same time; further ones wait."""

SECONDS = 15.0
PATIENCE = 20.0

_COMMAND = (sys.executable, "-B", "-m", "govdash.sandbox.worker")
_turns = BoundedSemaphore(AT_ONCE)


class SandboxError(GovdashError):
    """The document could not be read within the limits; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A report read from a stranger's document, with the lines it was read from.

    `cut` tells that the document has more lines than are shown.
    """

    report: Report
    lines: list[tuple[Line, str]]
    cut: bool


def examine(
    data: bytes, name: str, *, seconds: float = SECONDS, patience: float = PATIENCE
) -> Examined:
    """Read and audit one document.

    Args:
        data: the document.
        name: what it is called; its suffix tells Markdown from plain text.
        seconds: how long the reading may take.
        patience: how long to wait for a turn.

    Raises:
        SandboxError: it is no report, too large, takes too long or too much memory, or too many
            others are being read.
    """
    if not data.strip():
        raise SandboxError("没有内容。请贴入报告全文，或者选一个文件。")
    if len(data) > MAX_BYTES:
        raise SandboxError(
            f"内容过大（超过 {MAX_BYTES // 1024 // 1024} MB）。年度报告一般不到 1 MB，"
            "请去掉图片和附件，或者只贴报告正文。"
        )
    if not _turns.acquire(timeout=patience):
        raise SandboxError("现在同时核对的人较多，还没有轮到。请过一会儿再按一次。")
    try:
        answer = _run(name.replace("\n", " ").encode() + b"\n" + data, seconds)
    finally:
        _turns.release()
    if "refused" in answer:
        raise SandboxError(str(answer["refused"]))
    lines: list[tuple[Line, str]] = [(number, text) for number, text in answer["lines"]]
    try:
        return Examined(from_json(answer["report"]), lines, bool(answer["cut"]))
    except RefusedError as error:
        raise SandboxError(
            "里面有大得不可能的数字，没有采用。请检查文字有没有连成一片。"
        ) from error


def _run(message: bytes, seconds: float) -> dict[str, Any]:
    process = subprocess.Popen(  # noqa: S603
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = process.communicate(message, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise SandboxError(
            f"读了 {seconds:.0f} 秒还没有读完，已经停止。一份年度报告用不了这么久："
            "请确认文件是不是报告本身，或者只贴报告正文。"
        ) from error
    finally:
        process.kill()
        process.wait()
    try:
        answer: dict[str, Any] = json.loads(out)
    except ValueError as error:
        raise SandboxError(
            "读取中断了，没有得到结果。这不一定是报告的问题：请把报告另存为 docx 或纯文本，再试一次。"
        ) from error
    return answer
