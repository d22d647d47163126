"""What the commands share: exit codes, options, and opening files while telling how far it is."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO, TypeVar

from govdash.errors import ClusterError
from govdash.pipeline import Document, Opening, Refusal, open_files
from govdash.pipeline.workers import Spread, spread
from govdash.settings import DB_VARIABLE, default_db

OK, SOME_REFUSED, WRONG_USE, STOPPED = 0, 1, 2, 130

Ready = TypeVar("Ready")

_PROGRESS_EVERY = 1.0


def command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    chinese: str,
    english: str,
) -> argparse.ArgumentParser:
    """A command with what it runs, described in both languages."""
    text = f"{chinese} {english}"
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def paths_option(parser: argparse.ArgumentParser) -> None:
    """The files or folders to read."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="文件或文件夹 files or folders"
    )


def db_option(parser: argparse.ArgumentParser) -> None:
    """The store to use."""
    parser.add_argument(
        "--db",
        type=Path,
        default=default_db(),
        help=f"数据文件 the store (%(default)s; {DB_VARIABLE})",
    )


@contextmanager
def spread_by(scheduler: str | None) -> Iterator[Spread]:
    """The way to have documents read: by all cores here, or by the cluster at an address.

    Raises:
        ClusterError: there is no cluster, or the library to speak with it is not installed.
    """
    if scheduler is None:
        yield spread
        return
    if find_spec("distributed") is None:
        raise ClusterError("--scheduler 要先安装 Dask：pip install -e '.[cluster]'")
    from govdash.pipeline.cluster import joined

    with joined(scheduler) as spread_there:
        yield spread_there


def open_all(paths: Sequence[Path]) -> Iterator[Document | Refusal]:
    """Every file, refused ones told on standard error as they come."""
    return told(open_files(paths))


def told(items: Opening[Ready]) -> Iterator[Ready]:
    """Pass items on; refused ones are told on standard error as they come."""
    for item in _progress(items, sys.stderr):
        if isinstance(item, Refusal):
            print(f"govdash: {item.path}: {item.reason}", file=sys.stderr)
        yield item


def _progress(items: Opening[Ready], stream: TextIO) -> Iterator[Ready]:
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
