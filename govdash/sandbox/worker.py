"""The process that reads one stranger's document: from its input to its output, and ends."""

import json
import resource
import sys

from govdash.pipeline import Refusal, open_data
from govdash.report import to_json

MEMORY = 640 * 1024 * 1024
_CPU_SECONDS = 20
_MOST_LINES = 6_000
_MOST_CHARACTERS = 400_000
"""What a browser can still draw; a report has some hundred lines."""

_MOST_WRITTEN = 3_000_000
"""Characters of a parsed report; one that is real has some fifty thousand."""

_NO_REPORT = "内容比一份年度报告大得多，没有采用。请确认文件是不是报告本身，或者只贴报告正文。"
_PARSED = "这是 JSON 数据，不是报告本身。请放入报告的原文件，或者贴入全文。"
_TOO_LARGE = "文件展开后占用的内存过大，已经停止读取。请确认文件是不是报告本身，或者只贴报告正文。"


def _confine() -> None:
    """No more memory than a report needs, and no file may be written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes, name: str) -> dict[str, object]:
    if name.lower().endswith(".json"):
        return {"refused": _PARSED}
    found = open_data(data, name)
    if isinstance(found, Refusal):
        return {"refused": found.reason}
    shown, characters = [], 0
    for line in found.lines[:_MOST_LINES]:
        characters += len(line[1])
        if characters > _MOST_CHARACTERS:
            break
        shown.append(line)
    parsed = to_json(found.report)
    if len(json.dumps(parsed, ensure_ascii=False)) > _MOST_WRITTEN:
        return {"refused": _NO_REPORT}
    return {
        "report": parsed,
        "lines": shown,
        "cut": len(shown) < len(found.lines),
    }


def main() -> None:
    """Read one document from standard input, its name before the first line break."""
    _confine()
    try:
        name, _, data = sys.stdin.buffer.read().partition(b"\n")
        out = json.dumps(_answer(data, name.decode(errors="replace")), ensure_ascii=False).encode()
    except MemoryError:
        out = json.dumps({"refused": _TOO_LARGE}).encode()
    sys.stdout.buffer.write(out)


if __name__ == "__main__":
    main()
