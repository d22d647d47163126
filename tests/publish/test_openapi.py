"""The description of the API, held against the running server by schemathesis."""

import gzip
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from starlette.testclient import TestClient

from govdash.store.tables import EXPORTS

HOOKS = Path(__file__).with_name("formats.py")
CHOSEN = r"/(reports\.\w+|figures\.csv|dictionary\.json|datapackage\.json|openapi\.json|healthz)$|/reports/"
"""Every kind of answer once; all 45 addresses take minutes."""


def schemathesis(server: str, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{server}/api/v1/openapi.json",
        "--phases", "coverage,fuzzing", "--seed", "1", "--no-color", *arguments,
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(HOOKS.parent), "SCHEMATHESIS_HOOKS": HOOKS.stem}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=folder
    )


def test_schemathesis_finds_nothing(server: str, tmp_path: Path) -> None:
    done = schemathesis(server, tmp_path, "--include-path-regex", CHOSEN, "--max-examples", "5")
    assert done.returncode == 0, done.stdout[-3000:]
    assert "10 selected / 45 total" in done.stdout, done.stdout[:800]


def test_everything_served_is_described(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    for name in EXPORTS:
        for kind in ("csv", "json", "parquet", "xlsx"):
            get = told["paths"][f"/api/v1/{name}.{kind}"]["get"]
            assert {p["name"] for p in get["parameters"]} == {
                "year", "agency", "region", "level", "kind", "scope", "form", "severity", "rule",
            }  # fmt: skip
            assert {"200", "304", "400", "405", "429", "503"} <= set(get["responses"])


def test_compressed_where_accepted(server: str) -> None:
    address = f"{server}/api/v1/figures.csv?year=2021"
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer, urllib.request.urlopen(address) as plain:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert plain.headers["Content-Encoding"] is None
        assert gzip.decompress(answer.read()) == plain.read()
