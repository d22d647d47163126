"""`python -m tests.bench.nation build DIR [--share 0.01]`: see docs/bench.md."""

import argparse
from pathlib import Path

from tests.bench.nation import peers
from tests.bench.nation.build import timed
from tests.bench.nation.load import more, whole
from tests.bench.nation.queries import ask_all

NAME = "govdash.duckdb"


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build")
    build.add_argument("folder", type=Path)
    build.add_argument("--share", type=float, default=1.0)
    build.add_argument("--seed", type=int, default=7)
    loading = commands.add_parser("load")
    loading.add_argument("folder", type=Path, nargs="?")
    loading.add_argument("--count", type=int, default=100_000)
    loading.add_argument("--more", type=int, default=1_000)
    loading.add_argument("--texts", action="store_true")
    peer = commands.add_parser("peer")
    peer.add_argument("folder", type=Path)
    asking = commands.add_parser("queries")
    asking.add_argument("folder", type=Path)
    asking.add_argument("--datasette", help="the program, in an environment of its own")
    asking.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    if options.command == "queries":
        ask_all(options.folder, NAME, options.datasette, options.times)
        return
    if options.command == "peer":
        peers.build(options.folder / NAME, options.folder / peers.NAME)
        return
    if options.command == "build":
        options.folder.mkdir(parents=True, exist_ok=True)
        timed(options.folder / NAME, options.share, options.seed)
    else:
        if options.count:
            whole(options.count)
        if options.folder:
            more(options.folder / NAME, options.more, options.texts)


if __name__ == "__main__":
    main()
