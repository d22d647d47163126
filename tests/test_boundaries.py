"""What may know of what: imports, labels, sizes, and what counts as a test; read from the syntax."""

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from govdash.forms import FIGURES, FORMS
from govdash.forms.official import OUTCOME_GROUPS
from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "govdash"
PAGES = REPOSITORY / "pages"
APP = REPOSITORY / "app.py"

BASE = {"errors", "forms", "report", "rules"}
ALLOWED = {
    "forms": set[str](),
    "errors": set[str](),
    "settings": set[str](),
    "report": {"forms", "errors"},
    "rules": {"forms", "report"},
    "privacy": {"report"},
    "sentences": {"forms", "report"},
    "reading": BASE | {"places", "sentences"},
    "places": {"report", "forms", "errors"},
    "audit": {"forms", "report", "rules", "sentences"},
    "pipeline": BASE | {"audit", "places", "reading"},
    "sandbox": {"errors", "pipeline", "report"},
    "store": BASE | {"audit", "measures", "pipeline", "places", "privacy", "govdash"},
    "measures": {"forms", "report"},
    "collect": {"errors"},
    "publish": BASE | {"store", "measures", "settings"},
    "ui": BASE
    | {"audit", "measures", "places", "privacy", "publish", "sandbox", "settings", "store"},
    "cli": BASE
    | {
        "audit",
        "collect",
        "pipeline",
        "places",
        "publish",
        "reading",
        "settings",
        "store",
        "govdash",
    },
    "__main__": {"cli"},
    "pages": BASE | {"measures", "publish", "settings", "store", "ui"},
    "app": BASE | {"measures", "publish", "settings", "store", "ui"},
    "__init__": set[str](),
}
"""room: the rooms it may import from; `govdash` is the package itself, for its version."""


def sources() -> list[Path]:
    files = [*PACKAGE.rglob("*.py"), *PAGES.glob("*.py"), *([APP] if APP.exists() else [])]
    return sorted(file for file in files if not file.name.startswith("."))


def name(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()


def room(file: Path) -> str:
    """The first folder or module below the package."""
    parts = file.relative_to(REPOSITORY).with_suffix("").parts
    return parts[0] if parts[0] != "govdash" else parts[1]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(file)}: relative import"
            if node.module == "govdash":
                yield from (f"govdash.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def imported_room(module: str) -> str | None:
    first, *rest = module.split(".")
    if first != "govdash":
        return None
    return rest[0] if rest and not rest[0].startswith("__") else "govdash"


# ---------------------------------------------------------------- imports


def test_imports_run_one_way() -> None:
    wrong = [
        f"{name(file)} imports {module}"
        for file in sources()
        for module in imports(file)
        if (target := imported_room(module)) and target not in ALLOWED[room(file)] | {room(file)}
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("streamlit", {"app", "pages", "ui"}),
        ("plotly", {"pages", "ui"}),
        ("duckdb", {"store", "publish"}),
        ("opencc", {"reading", "ui"}),
        ("distributed", {"pipeline"}),
    ],
)
def test_libraries_stay_in_their_rooms(library: str, rooms: set[str]) -> None:
    users = {
        room(file) for file in sources() if library in {m.split(".")[0] for m in imports(file)}
    }
    assert users - rooms == set()


SQL = re.compile(
    r"\b(?:SELECT\s.+\sFROM|INSERT\s+(?:OR\s+REPLACE\s+)?INTO|DELETE\s+FROM|CREATE\s+TABLE)\b", re.S
)


def test_sql_only_in_the_store() -> None:
    outside = [
        f"{name(file)}:{node.lineno}"
        for file in sources()
        if room(file) not in ("store", "publish")
        for node in literals(tree(file))
        if SQL.search(str(node.value))
    ]
    assert outside == []


# ---------------------------------------------------------------- labels and ids


def literals(module: ast.AST) -> Iterator[ast.Constant]:
    """Every string constant but docstrings and `__all__`."""
    skipped: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Assign) and "__all__" in [
            getattr(t, "id", "") for t in node.targets
        ]:
            skipped |= {id(inner) for inner in ast.walk(node.value)}
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node


def declared_ids() -> set[str]:
    """Ids of figures, rows, columns and groups."""
    parts = [p for form in FORMS.values() for b in form.blocks for p in (*b.rows, *b.columns)]
    return {*FIGURES, *(part.id for part in parts), *(group.id for group in OUTCOME_GROUPS)}


def declared_labels() -> set[str]:
    parts = [p for form in FORMS.values() for b in form.blocks for p in (*b.rows, *b.columns)]
    groups = [part.group for part in parts if part.group]
    return {text for part in (*parts, *groups) for text in (part.label, part.short)}


# (file, literal), each with the reason why it is not the form's label or id beside it.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("govdash/store/schema.py", "decisions"): "the table of what people decided about findings",
    ("govdash/publish/openapi.py", "license"): "a key of the OpenAPI specification",
}


def offenders() -> Iterator[str]:
    ids = declared_ids()
    long = {label for label in declared_labels() if len(label) >= 4}
    short = declared_labels() - long
    for file in sources():
        if room(file) == "forms":
            continue
        for node in literals(tree(file)):
            text = str(node.value)
            if (name(file), text) in EXCEPTIONS:
                continue
            found = [label for label in long if label in text]
            if text in ids or text in short or found:
                yield f"{name(file)}:{node.lineno}: {text!r}"


def test_labels_and_ids_stand_in_forms_alone() -> None:
    assert list(offenders()) == []


def test_the_scan_sees_labels() -> None:
    """Each kind of literal is found by the scan, and docstrings are not."""
    code = 'def f():\n    "规章"\n    return f"x{1}行政许可", {"g_granted": 1}\n'
    found = [str(node.value) for node in literals(ast.parse(code))]
    assert sorted(found) == ["g_granted", "x", "行政许可"]
    assert {"granted.total", "g_granted", "review_total"} <= declared_ids()
    assert {"行政许可", "规章", "总计", "重复申请"} <= declared_labels()


# ---------------------------------------------------------------- sizes


def test_modules_are_short() -> None:
    lengths = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in sources()}
    assert {file: length for file, length in lengths.items() if length > 400} == {}


def test_functions_are_short() -> None:
    long = [
        f"{name(file)}:{node.lineno} {node.name}"
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


# ---------------------------------------------------------------- tests that can fail


def weak(node: ast.Assert) -> bool:
    """`assert x is not None`, `assert x`, `assert not at.exception`: existence, no value."""
    test = node.test
    if isinstance(test, ast.Compare):
        none = [isinstance(c, ast.Constant) and c.value is None for c in test.comparators]
        return isinstance(test.ops[0], ast.IsNot) and all(none)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return isinstance(test.operand, ast.Attribute) and test.operand.attr == "exception"
    return isinstance(test, (ast.Name, ast.Attribute))


def asserts(function: ast.FunctionDef) -> list[ast.Assert]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Assert)]


def calls(function: ast.FunctionDef) -> set[str]:
    names = (
        getattr(n.func, "attr", getattr(n.func, "id", ""))
        for n in ast.walk(function)
        if isinstance(n, ast.Call)
    )
    return {called for called in names if called in ("raises", "fail", "expect")}


def checked_elsewhere(function: ast.FunctionDef, helpers: set[str]) -> bool:
    return any(
        isinstance(n, ast.Call) and getattr(n.func, "id", "") in helpers for n in ast.walk(function)
    )


def test_no_test_asserts_existence_alone() -> None:
    empty = []
    for file in sorted((REPOSITORY / "tests").rglob("test_*.py")):
        functions = [n for n in ast.walk(tree(file)) if isinstance(n, ast.FunctionDef)]
        helpers = {f.name for f in functions if not f.name.startswith("test") and asserts(f)}
        for function in functions:
            if not function.name.startswith("test") or calls(function):
                continue
            if all(map(weak, asserts(function))) and not checked_elsewhere(function, helpers):
                empty.append(f"{name(file)}:{function.lineno} {function.name}")
    assert empty == []


# ---------------------------------------------------------------- what git holds

PLACES = ("/" + "work/", "/" + "root/", "/" + "tmp/w")
HOSTS = re.compile(
    r"https?://[\w.-]*(?:artifactory|nexus|pypi-mirror|npm-mirror|jfrog|localhost:\d{4}/simple)",
    re.I,
)


def test_nothing_of_this_machine_is_tracked() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        if os.environ.get("GOVDASH_REQUIRE_ALL") == "1":
            pytest.fail("no git here")
        pytest.skip("no git here")
    found = []
    for path in filter(None, listed.stdout.decode().split("\0")):
        file = REPOSITORY / path
        if not file.is_file():
            continue
        text = file.read_bytes().decode("utf-8", errors="replace")
        if any(place in text for place in PLACES) or HOSTS.search(text):
            found.append(path)
    assert found == []
