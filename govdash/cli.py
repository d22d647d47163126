"""The command line `govdash`: parse, check, load, export, serve (the outside contract)."""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from io import TextIOWrapper
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TextIO

from govdash import __version__
from govdash.audit.years import NEEDED, Year, of_series, of_year
from govdash.errors import GovdashError
from govdash.forms import FIGURES, SECTIONS
from govdash.pipeline import Document, Opening, Refusal, open_files
from govdash.publish.files import FORMATS, write
from govdash.report import Finding, Line, Report, Severity, finding_to_json, number, to_json
from govdash.rules import SEVERITY_NAMES
from govdash.settings import DB_VARIABLE, DECISIONS, ROOT, SAMPLES, default_db
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.loader import agency_of, load
from govdash.store.tables import EXPORTS, table

OK, SOME_REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130

_PROGRESS_EVERY = 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done · 1 some files refused, or `check` found an error · 2 wrong use.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # JSON Lines and messages are UTF-8 whatever the locale says.
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except GovdashError as error:
        print(f"govdash: {error}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # The reader of our output has closed it (head, less): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"govdash: {error.filename}：{error.strerror}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("govdash: 已停止 Stopped", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govdash",
        description="读取、核对、入库、展示政府信息公开工作年度报告。 "
        "Read, audit, store and show annual reports on open government information.",
    )
    parser.add_argument("--version", action="version", version=f"govdash {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    parse = _command(
        commands, "parse", _parse, "读取报告，每份输出一行 JSON", "print one JSON a report"
    )
    _paths(parse)

    check = _command(
        commands,
        "check",
        _check,
        "核对报告，像代码检查器一样逐条列出问题",
        "audit reports like a linter",
    )
    _paths(check)
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="输出格式 output format"
    )

    loading = _command(
        commands, "load", _load, "读取、核对并入库，可反复运行", "read, audit and store"
    )
    _paths(loading)
    _db(loading)

    export = _command(commands, "export", _export, "导出一张表", "export one table")
    export.add_argument("table", choices=tuple(EXPORTS), metavar="TABLE", help="、".join(EXPORTS))
    _db(export)
    export.add_argument(
        "--format", choices=tuple(FORMATS), default="csv", help="文件格式 file format"
    )
    for name, meaning in (
        ("year", "年度，可重复 report year, repeatable"),
        ("agency", "机关 agency_id，可重复 repeatable"),
        ("region", "区划代码，含其下级，可重复 division code with all below it, repeatable"),
    ):
        export.add_argument(f"--{name}", action="append", default=[], help=meaning)
    export.add_argument("-o", "--output", type=Path, help="写入文件 write to this file")

    serve = _command(commands, "serve", _serve, "启动看板", "start the dashboard")
    _db(serve)
    serve.add_argument("--host", default="localhost", help="监听地址 address to listen on")
    serve.add_argument("--port", type=int, default=8501, help="端口 port")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    chinese: str,
    english: str,
) -> argparse.ArgumentParser:
    text = f"{chinese} {english}"
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹 files or folders"
    )


def _db(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--db",
        type=Path,
        default=default_db(),
        help=f"数据文件 the store (%(default)s; {DB_VARIABLE})",
    )


def _progress(items: Opening, stream: TextIO) -> Iterator[Document | Refusal]:
    """Pass items on and tell, once a second, how far and how fast it goes."""
    start = told = time.monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - told >= _PROGRESS_EVERY:
            told = now
            rate = done / (now - start)
            left = max(items.total - done, 0) / rate
            print(
                f"govdash: {done}/{items.total} 份 · {rate:.0f} 份/秒 · 剩余 {left:.0f} 秒",
                file=stream,
            )


def _open(paths: Sequence[Path]) -> Iterator[Document | Refusal]:
    """Every file, refused ones told on standard error as they come."""
    for item in _progress(open_files(paths), sys.stderr):
        if isinstance(item, Refusal):
            print(f"govdash: {item.path}: {item.reason}", file=sys.stderr)
        yield item


def _parse(options: argparse.Namespace) -> int:
    code = OK
    for item in _open(options.paths):
        if isinstance(item, Refusal):
            code = SOME_REFUSED
        else:
            print(json.dumps(to_json(item.report), ensure_ascii=False))
    return code


def _check(options: argparse.Namespace) -> int:
    code = OK
    files = 0
    severities: Counter[Severity] = Counter()
    show = _show_json if options.format == "json" else _show_text
    agencies: dict[str, list[Year]] = {}
    heads: dict[str, Head] = {}
    for item in _open(options.paths):
        if isinstance(item, Refusal):
            code = SOME_REFUSED
            continue
        files += 1
        head = Head.of(item.report)
        severities.update(finding.severity for finding in item.report.findings)
        show(head, item.report.findings)
        agency, year = agency_of(item.report), of_year(head.path, item.report)
        if agency and year:
            agencies.setdefault(agency, []).append(year)
            heads[head.path] = head.kept()
    for years in agencies.values():
        for path, findings in groupby(of_series(years), key=itemgetter(0)):
            found = [finding for _, finding in findings]
            severities.update(finding.severity for finding in found)
            show(heads[path], found)
    if options.format == "text":
        print(_summary(files, severities))
    return SOME_REFUSED if severities[Severity.ERROR] else code


class Head(NamedTuple):
    """What `check` keeps of a report until the years of its agency have been compared."""

    path: str
    json: Mapping[str, object]
    lines: Mapping[str, Line]

    @classmethod
    def of(cls, report: Report) -> "Head":
        """The head of a report."""
        head = {
            "source": asdict(report.source),
            "agency": report.agency,
            "year": report.year,
            "form": report.form.id,
        }
        lines = {key: cell.line for key, cell in report.cells.items() if cell.line is not None}
        return cls(report.source.path, head, lines)

    def kept(self) -> "Head":
        """What of it the comparison of years can speak of."""
        return self._replace(lines={key: self.lines[key] for key in NEEDED if key in self.lines})


def _show_json(head: Head, findings: Sequence[Finding]) -> None:
    found = [finding_to_json(finding) for finding in findings]
    print(json.dumps({**head.json, "findings": found}, ensure_ascii=False))


def _show_text(head: Head, findings: Sequence[Finding]) -> None:
    """One line a finding, as a linter prints it; a likely cause stands indented below it."""
    for finding in findings:
        print(
            f"{head.path}:{_line(head.lines, finding)} {SEVERITY_NAMES[finding.severity]} "
            f"{finding.rule} {_where(finding)}{finding.message}{_sides(finding)}"
        )
        if finding.hint:
            print(f"    提示：{finding.hint}")
    if not findings:
        print(f"{head.path}: 没有发现问题")


def _line(lines: Mapping[str, Line], finding: Finding) -> str:
    """The line of the first cell a finding speaks of that has one."""
    return next((f"{lines[cell]}:" for cell in finding.cells if cell in lines), "")


def _where(finding: Finding) -> str:
    """Section and row of the first cell a finding speaks of."""
    if not finding.cells:
        return ""
    figure = FIGURES[finding.cells[0]]
    title = next(section.title for section in SECTIONS if section.id == figure.section)
    return f"{figure.section}、{title} · {figure.row.short} · "


def _sides(finding: Finding) -> str:
    """What should be equal and is not."""
    if finding.left is None or finding.right is None or finding.left == finding.right:
        return ""
    return f" [{number(finding.left)} ≠ {number(finding.right)}]"


def _summary(files: int, severities: Mapping[Severity, int]) -> str:
    each = "，".join(
        f"{SEVERITY_NAMES[severity]} {severities[severity]}"
        for severity in Severity
        if severities[severity]
    )
    return f"共核对 {files} 份报告：{each or '没有发现问题'}。"


def _load(options: argparse.Namespace) -> int:
    result = load(options.db, _open(options.paths), DECISIONS)
    print(
        f"govdash: 入库 {result.stored} 份，替换 {result.replaced} 份，拒收 {result.refused} 个文件；"
        f"快照 {result.snapshot}{'' if result.changed else '（无变化）'} → {options.db}",
        file=sys.stderr,
    )
    if result.stopped:
        print("govdash: 已停止，读到的已入库；再运行一次即可补完 Stopped", file=sys.stderr)
        return STOPPED
    return SOME_REFUSED if result.refused else OK


def _export(options: argparse.Namespace) -> int:
    filters = Filters.parse({name: getattr(options, name) for name in ("year", "agency", "region")})
    with snapshots.connect(options.db) as connection:
        relation = table(options.table, filters).ask(connection)
        write(relation, options.format, options.output or sys.stdout.buffer)
    return OK


def ensure_store(db: Path) -> None:
    """Build the store from the samples in data/ where there is none yet."""
    if not db.exists():
        db.parent.mkdir(parents=True, exist_ok=True)
        # Relative, so that no path of this machine is shown with the reports.
        folders = [Path(os.path.relpath(folder)) for folder in SAMPLES if folder.exists()]
        load(db, _open(folders), DECISIONS)


def _serve(options: argparse.Namespace) -> int:
    ensure_store(options.db)
    snapshots.connect(options.db).close()
    os.environ[DB_VARIABLE] = str(options.db.absolute())
    os.chdir(ROOT)
    command = [
        sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"),
        "--server.address", options.host, "--server.port", str(options.port),
    ]  # fmt: skip
    os.execv(sys.executable, command)  # noqa: S606


if __name__ == "__main__":
    sys.exit(main())
