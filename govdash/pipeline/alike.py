"""What a reading depends on beside the document: equal answers here mean equal readings there."""

import hashlib
import platform
import re
from functools import cache
from importlib import metadata
from pathlib import Path

from govdash.places.table import PATH as REGIONS

_PACKAGE = Path(__file__).parents[1]
_NONE = "无"
_NAME = re.compile(r"[\w.-]+")


@cache
def made_of() -> dict[str, str]:
    """Version by name: Python, our own code and table of divisions, and every library we ask for."""
    code = hashlib.sha256()
    for file in (*sorted(_PACKAGE.rglob("*.py")), REGIONS):
        code.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    asked = metadata.requires("govdash") or []
    libraries = sorted(_NAME.match(each)[0] for each in asked if "extra ==" not in each)  # type: ignore[index]
    return {
        "Python": platform.python_version(),
        "govdash": f"{metadata.version('govdash')} ({code.hexdigest()[:12]})",
        **{name: _version(name) for name in libraries},
    }


def differences(there: dict[str, str], here: dict[str, str]) -> str:
    """What another process is made of that is not as here; empty where nothing is."""
    return "、".join(
        f"{name} {there.get(name, _NONE)}（应为 {here.get(name, _NONE)}）"
        for name in {**here, **there}
        if there.get(name) != here.get(name)
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return _NONE
