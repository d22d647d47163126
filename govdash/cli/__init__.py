"""The command line `govdash`: parse, check, load, export, fetch, releases, serve (the outside contract)."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from govdash import __version__
from govdash.cli.data import add_data
from govdash.cli.reading import add_reading
from govdash.cli.serving import serve
from govdash.cli.shared import (
    OK,
    SOME_REFUSED,
    STOPPED,
    WRONG_USE,
    command,
    db_option,
    paths_option,
    spread_by,
    told,
)
from govdash.errors import GovdashError
from govdash.settings import CORRECTIONS, DB_VARIABLE, DECISIONS, SAMPLES
from govdash.store import snapshots
from govdash.store.corrections import read_corrections
from govdash.store.loader import load
from govdash.store.releases import KEPT
from govdash.store.rows import open_ready


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
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
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

    add_reading(commands)

    loading = command(
        commands, "load", _load, "读取、核对并入库，可反复运行", "read, audit and store"
    )
    paths_option(loading)
    db_option(loading)
    loading.add_argument(
        "--corrections", type=Path, default=CORRECTIONS, help="人工更正 corrections (%(default)s)"
    )
    loading.add_argument(
        "--keep",
        type=int,
        default=KEPT,
        help="另外保留几个旧快照 older snapshots kept (%(default)s)",
    )
    loading.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="由这个 Dask 集群读取 let a Dask cluster read, as tcp://host:8786",
    )

    add_data(commands)

    serving = command(commands, "serve", _serve, "启动看板", "start the dashboard")
    db_option(serving)
    serving.add_argument("--host", default="localhost", help="监听地址 address to listen on")
    serving.add_argument("--port", type=int, default=8501, help="端口 port")
    serving.add_argument(
        "--workers",
        type=_several,
        default=1,
        help="几个进程共用这个端口，读者固定在一个上（Linux） processes at this port (%(default)s)",
    )
    return parser


def _several(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:
        raise ValueError(text)
    return number


def _load(options: argparse.Namespace) -> int:
    corrections = read_corrections(options.corrections)
    with spread_by(options.scheduler) as spread:
        ready = told(open_ready(options.paths, spread))
        result = load(options.db, ready, DECISIONS, corrections, options.keep)
    print(
        f"govdash: 入库 {result.stored} 份，替换 {result.replaced} 份，拒收 {result.refused} 个文件；"
        f"快照 {result.snapshot}{'' if result.changed else '（无变化）'} → {options.db}",
        file=sys.stderr,
    )
    if result.stopped:
        print("govdash: 已停止，读到的已入库；再运行一次即可补完 Stopped", file=sys.stderr)
        return STOPPED
    return SOME_REFUSED if result.refused else OK


def ensure_store(db: Path) -> None:
    """Build the store from the samples in data/ where there is none yet."""
    if not db.exists():
        db.parent.mkdir(parents=True, exist_ok=True)
        # Relative, so that no path of this machine is shown with the reports.
        samples = [Path(os.path.relpath(folder)) for folder in SAMPLES if folder.exists()]
        ready = told(open_ready(samples))
        load(db, ready, DECISIONS, read_corrections(CORRECTIONS))


def _serve(options: argparse.Namespace) -> int:
    ensure_store(options.db)
    snapshots.connect(options.db).close()
    os.environ[DB_VARIABLE] = str(options.db.absolute())
    return serve(options.host, options.port, options.workers)
