"""All measurements of a whole country, one after the other: python -m tests.bench DIR [--out FILE].

DIR holds the made-up country and is filled where it is empty (`tests.bench.nation`). Every part runs
in a process of its own and alone; its command, the load of the machine before it and its table are
printed. `--parts` chooses some, `--quick` measures each more briefly, `--datasette PATH` names the
program (in an environment of its own) that answers beside ours.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.bench.nation.__main__ import NAME
from tests.bench.nation.peers import NAME as SQLITE

_PACKAGES = ("duckdb", "streamlit", "plotly", "pandas", "pyarrow", "distributed")
_NOISE = ("leak", "nanobind")


def parts(folder: Path, datasette: str | None, *, quick: bool) -> Iterator[tuple[str, list[str]]]:
    """Every part: its name, and what is given to Python."""
    db = str(folder / NAME)
    peer = ["--datasette", datasette] if datasette else []
    if not (folder / NAME).exists():
        yield "build", ["-m", "tests.bench.nation", "build", str(folder)]
    if datasette and not (folder / SQLITE).exists():
        yield "peer", ["-m", "tests.bench.nation", "peer", str(folder)]
    yield "queries", ["-m", "tests.bench.nation", "queries", str(folder), *peer]
    times = "8" if quick else "20"
    yield "browser", ["-m", "tests.bench.paint", str(folder), "--times", times, *peer]
    yield "start", ["-m", "tests.bench.start", str(folder), "--times", "3" if quick else "7"]
    clicks = "20" if quick else "60"
    yield "clicks", ["-m", "tests.bench.clicks", "--db", db, "--clicks", clicks]
    seconds = "15" if quick else "30"
    yield "readers", ["-m", "tests.bench.readers", "--db", db, "--seconds", seconds]
    yield "export", ["-m", "tests.bench.export"]
    count = "3000" if quick else "100000"
    yield "load", ["-m", "tests.bench.nation", "load", str(folder), "--count", count]
    yield "spread", ["-m", "tests.bench.spread"]
    yield "soak", ["-m", "tests.bench.soak", "60" if quick else "300"]


def machine() -> str:
    """The machine and what it runs, in one line."""
    cpus = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = " · ".join(f"{name} {version(name)}" for name in _PACKAGES)
    name = cpus[0].split(":")[1].strip() if cpus else platform.machine()
    return (
        f"{len(cpus)} × {name}, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()} · {packages}"
    )


def measured(name: str, arguments: list[str]) -> Iterator[str]:
    """The lines that one part prints, with its command and what it cost."""
    yield f"## {name}"
    yield ""
    yield "```"
    yield f"$ python {' '.join(arguments)}    (load {os.getloadavg()[0]:.1f})"
    start = time.monotonic()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    yield from done.stdout.splitlines()
    if done.returncode:
        yield f"exit code {done.returncode}"
        yield from [
            line for line in done.stderr.splitlines() if not any(n in line for n in _NOISE)
        ][-5:]
    yield "```"
    yield f"{time.monotonic() - start:.0f} s"
    yield ""


def main() -> None:
    """Print everything, and write it as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--datasette")
    parser.add_argument("--parts", nargs="*")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    told = [f"{time.strftime('%Y-%m-%d %H:%M')} · {machine()}", ""]
    print("\n".join(told), flush=True)
    for name, arguments in parts(options.folder, options.datasette, quick=options.quick):
        if options.parts and name not in options.parts:
            continue
        for line in measured(name, arguments):
            print(line, flush=True)
            told.append(line)
        if options.out:
            options.out.write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
