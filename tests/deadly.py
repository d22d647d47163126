"""Work that goes wrong, for workers: a module of its own, because each of them imports it."""

import os
import signal
import time
from pathlib import Path


def lost(item: int, reason: str) -> str:
    return f"{item}: {reason}"


def size(_item: int) -> int:
    return 1


def same(item: int) -> int:
    return item


def deadly(item: int) -> str:
    """Work that ends its process, hangs deaf to signals, fails or takes all memory."""
    if item == 60:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 70:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
    if item == 80:
        raise ZeroDivisionError
    if item == 90:
        return str(len(bytearray(8 * 1024**3)))
    return str(item)


def parent_dies(task: tuple[int, str]) -> str:
    """Work that ends the process that handed it out, unless the file it names is there already."""
    item, marker = task
    if item == 60 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getppid(), signal.SIGKILL)
    return str(item)


def parents_die(task: tuple[int, int]) -> str:
    """Work that ends every process that hands it out; and only itself for the one it names."""
    item, client = task
    if item == 60:
        os.kill(os.getpid() if os.getppid() == client else os.getppid(), signal.SIGKILL)
        # Until the parent's end is noticed, nothing may come from here.
        time.sleep(600)
    return str(item)


def told_to_stop(item: int) -> str:
    """Work during which its process is told to end, as all of a service are."""
    os.kill(os.getpid(), signal.SIGTERM)
    return str(item)


def slow(item: int) -> str:
    if item == 1:
        time.sleep(600)
    return str(item)
