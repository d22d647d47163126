"""The commands that hand out or fetch data: export, fetch and releases."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from govdash.cli.shared import OK, SOME_REFUSED, command, db_option
from govdash.collect.fetch import Fetcher, read_list
from govdash.collect.hosts import DELAY, Hosts
from govdash.errors import UsageError
from govdash.publish import package
from govdash.publish.files import FORMATS, pieces
from govdash.settings import local_hosts, public_url
from govdash.store import releases, snapshots
from govdash.store.filters import Filters, require_known
from govdash.store.tables import EXPORTS, table

PACKAGE = "package"

_FILTERS = {
    "year": "年度，可重复 report year, repeatable",
    "agency": "机关 agency_id，可重复 repeatable",
    "region": "区划代码，含其下级，可重复 division code with all below it, repeatable",
    "level": "层级，可重复 level of the agency, repeatable",
    "kind": "类别，可重复 kind of agency, repeatable",
    "scope": "口径，可重复 self or aggregate, repeatable",
    "form": "表样，可重复 official form, repeatable",
    "severity": "有这类问题的报告；表 findings 只列这类问题 reports with, or findings of, a severity",
    "rule": "同上，按规则 the same by rule",
}


def add_data(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands, with their options."""
    export = command(commands, "export", _export, "导出一张表", "export one table")
    export.add_argument(
        "table",
        choices=(*EXPORTS, PACKAGE),
        metavar="TABLE",
        help=f"{'、'.join(EXPORTS)}；{PACKAGE} 全部表格打包 all of them in one zip",
    )
    db_option(export)
    export.add_argument(
        "--format", choices=tuple(FORMATS), default="csv", help="文件格式 file format"
    )
    for name, meaning in _FILTERS.items():
        export.add_argument(f"--{name}", action="append", default=[], help=meaning)
    export.add_argument("-o", "--output", type=Path, help="写入文件 write to this file")

    fetching = command(
        commands,
        "fetch",
        _fetch,
        "按网址清单下载网页和附件",
        "download pages and attachments of a list",
    )
    fetching.add_argument("list", type=Path, metavar="LIST", help="每行一个网址 one address a line")
    fetching.add_argument(
        "-o", "--output", type=Path, required=True, help="存入文件夹 folder, for govdash load"
    )
    fetching.add_argument(
        "--delay", type=float, default=DELAY, help="同一网站两次请求相隔秒数 seconds (%(default)s)"
    )

    kept = command(
        commands,
        "releases",
        _releases,
        "列出、校验、恢复快照",
        "list, verify and restore snapshots",
    )
    kept.add_argument(
        "action",
        nargs="?",
        choices=("list", "verify", "restore"),
        default="list",
        help="(%(default)s)",
    )
    kept.add_argument("release", nargs="?", metavar="ID", help="快照编号 id of a snapshot")
    db_option(kept)


def _export(options: argparse.Namespace) -> int:
    filters = Filters.parse({name: getattr(options, name) for name in _FILTERS})
    with snapshots.connect(options.db) as connection:
        require_known(connection, filters)
        made = (
            package.pieces(connection, filters, public_url())
            if options.table == PACKAGE
            else pieces(connection, table(options.table, filters, public_url()), options.format)
        )
        _write(made, options.output)
    return OK


def _write(made: Iterable[bytes | memoryview], output: Path | None) -> None:
    """Into a file that is there only when it is whole, or to standard output."""
    if output is None:
        for piece in made:
            sys.stdout.buffer.write(piece)
        return
    unfinished = output.with_name(f".{output.name}.part")
    try:
        with unfinished.open("wb") as stream:
            for piece in made:
                stream.write(piece)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _fetch(options: argparse.Namespace) -> int:
    urls = read_list(options.list)
    fetcher = Fetcher(urls, options.output, Hosts(urls, max(options.delay, 0.1), local_hosts()))
    for url, told in fetcher.run():
        print(f"govdash: {url}: {told}", file=sys.stderr)
    result = fetcher.result
    print(
        f"govdash: 下载 {result.files} 个文件，已有 {result.known} 个，未取 {len(result.refused)} 个"
        f" → {options.output}",
        file=sys.stderr,
    )
    return SOME_REFUSED if result.refused else OK


def _releases(options: argparse.Namespace) -> int:
    kept = releases.releases(options.db)
    now = snapshots.current(options.db).stem
    if options.action == "restore":
        if options.release is None:
            raise UsageError("restore 要写明快照编号 ID")
        releases.restore(options.db, options.release)
        print(f"{options.release} 已恢复")
        return OK
    chosen = [item for item in kept if options.release in (None, item.id)]
    if not chosen:
        raise UsageError(f"没有这个快照：{options.release}")
    damaged = 0
    for item in chosen:
        told = (
            f"{item.id} {item.published} {item.reports} 份 {item.bytes} 字节 govdash {item.govdash}"
        )
        if options.action == "verify":
            damage = releases.verify(options.db, item.id)
            damaged += damage is not None
            told = f"{item.id} {damage or '完好'}"
        print(f"{told}{' ← 现在发布' if item.id == now else ''}")
    return SOME_REFUSED if damaged else OK
