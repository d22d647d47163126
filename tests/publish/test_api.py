"""The data API of the contract: answers, validators, and every documented error."""

import csv
import io
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from govdash.cli import main
from govdash.publish import api, package, workbook
from govdash.publish.limits import Rate, Slots
from govdash.settings import DB_VARIABLE
from govdash.store import snapshots
from govdash.store.tables import EXPORTS

SUQIAN = "321300-dd7601a0"
PARSED = f"/api/v1/reports/{SUQIAN}-2023.json"


def error(client: TestClient, address: str, status: int) -> str:
    """The text of an error: small JSON with one key, never a trace."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
    assert list(answer.json()) == ["error"]
    assert len(answer.content) < 500
    return str(answer.json()["error"])


@pytest.mark.parametrize("kind", ["csv", "json", "parquet", "xlsx"])
@pytest.mark.parametrize("name", list(EXPORTS))
def test_the_same_bytes_as_the_command(
    client: TestClient, store: Path, tmp_path: Path, name: str, kind: str
) -> None:
    for query in ([], ["--year", "2023", "--year", "2021"], ["--region", "32", "--form", "2021"]):
        file = tmp_path / "out"
        arguments = ["export", name, "--db", str(store), "--format", kind, "-o", str(file)]
        assert main([*arguments, *query]) == 0
        asked = "&".join(
            f"{key.removeprefix('--')}={value}"
            for key, value in zip(query[::2], query[1::2], strict=True)
        )
        answer = client.get(f"/api/v1/{name}.{kind}?{asked}")
        assert answer.status_code == 200
        assert answer.content == file.read_bytes()


def test_filters_restrict(client: TestClient) -> None:
    text = client.get(f"/api/v1/reports.csv?agency={SUQIAN}&year=2023&year=2024").content
    read = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert [(row["agency"], row["year"]) for row in read] == [
        ("宿迁市", "2023"),
        ("宿迁市", "2024"),
    ]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=red", "colour"),
        ("year=21", "year"),
        ("year=", "year"),
        ("year=2021&year=x", "x"),
        ("agency=nobody", "nobody"),
        (f"agency={SUQIAN}&agency=' OR 1=1 --", "OR 1=1"),
        ("region=99", "99"),
        ("region=湖南", "湖南"),
        ("level=galaxy", "galaxy"),
        ("form=2020", "2020"),
    ],
)
@pytest.mark.parametrize("table", ["figures.csv", "agencies.xlsx", "datapackage.zip"])
def test_a_wrong_filter_is_named(client: TestClient, table: str, query: str, named: str) -> None:
    told = error(client, f"/api/v1/{table}?{query}", 400)
    assert named in told
    assert query.rpartition("&")[2].split("=")[0] in told


@pytest.mark.parametrize(
    "path",
    ["nope.csv", "figures.xml", "figures", "", "reports/nope.json", "reports/a/b.json",
     f"reports/{SUQIAN}-2023.json?version=2"],
)  # fmt: skip
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert "没有" in error(client, f"/api/v1/{path}", 404)


@pytest.mark.parametrize("version", ["0", "-1", "x", "", "1&version=2", "²"])
def test_a_version_is_a_number(client: TestClient, version: str) -> None:
    assert "version" in error(client, f"{PARSED}?version={version}", 400)


def test_reading_only(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/api/v1/figures.csv")
        assert (answer.status_code, list(answer.json())) == (405, ["error"])
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.options("/api/v1/figures.csv").status_code == 204


def test_too_large_for_a_sheet(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 100)
    assert "year" in error(client, "/api/v1/figures.xlsx", 413)
    assert client.get("/api/v1/agencies.xlsx?year=1999").status_code == 200


def test_too_many_reports_for_one_package(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "SERVED", 3)
    assert "14" in error(client, "/api/v1/datapackage.zip", 413)
    assert client.get("/api/v1/datapackage.zip?year=2021").status_code == 200


def test_too_often(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "RATE", Rate("2/minute"))
    assert [client.get("/api/v1/agencies.csv").status_code for _ in range(3)] == [200, 200, 429]
    assert int(client.get("/api/v1/agencies.csv").headers["retry-after"]) == 60


def test_too_many_at_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = Slots(4)
    monkeypatch.setattr(api, "SLOTS", slots)
    mine = [slots.take("testclient"), slots.take("testclient")]
    assert "Too many" in error(client, "/api/v1/agencies.csv", 429)
    mine[0]()
    for _ in range(3):  # each gives its place back, also one that fails
        assert client.get("/api/v1/agencies.csv").status_code == 200
    others = [slots.take("a"), slots.take("b"), slots.take("c")]
    assert "Too many" in error(client, "/api/v1/agencies.csv", 429)
    for give in (*others, mine[1], mine[1]):
        give()
    assert client.get("/api/v1/agencies.csv").status_code == 200


def test_no_store_yet(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DB_VARIABLE, str(tmp_path / "none.duckdb"))
    for path in ("/healthz", "/api/v1/figures.csv", PARSED):
        assert "load" in error(client, path, 503)


@pytest.mark.parametrize("cut", [False, True])
def test_a_store_damaged_under_the_server_is_told(
    client: TestClient, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: bool
) -> None:
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(snapshots.current(store), copy)
    monkeypatch.setenv(DB_VARIABLE, str(copy))
    assert client.get("/healthz").status_code == 200
    if cut:
        os.truncate(copy, 3 * 4096)  # its headers are left
    else:
        copy.write_bytes(b"no store" * 100_000)
    assert error(client, "/api/v1/figures.csv?year=2023", 503)
    monkeypatch.setenv(DB_VARIABLE, str(store))
    assert client.get("/api/v1/figures.csv?year=2023").status_code == 200


def test_an_accident_is_no_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "table", lambda *_: 1 / 0)
    answer = client.get("/api/v1/figures.csv")
    assert (answer.status_code, answer.json()) == (500, {"error": "服务器出错"})


SLOW = "SELECT count(*) FROM range(10_000_000_000) a WHERE hash(a.range) = 1"


@pytest.mark.parametrize("path", ["/api/v1/figures.csv", PARSED, "/api/v1/datapackage.json"])
def test_what_takes_too_long_is_ended(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("GOVDASH_QUERY_SECONDS", "0.2")

    def slow(connection: snapshots.Connection, *_: object) -> None:
        connection.execute(SLOW)

    monkeypatch.setattr(api, "require_known", slow)
    monkeypatch.setattr(api.documents, "version", slow)
    assert "Took too long" in error(client, path, 503)
    assert client.get("/healthz").status_code == 200


def test_a_file_that_does_not_come_gives_its_place_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def slow(connection: snapshots.Connection, *_: object) -> Iterator[bytes]:
        try:
            yield from connection.execute(SLOW).fetchall()
        finally:
            ended.set()

    monkeypatch.setenv("GOVDASH_EXPORT_SECONDS", "0.2")
    with monkeypatch.context() as patched:
        patched.setattr(api, "pieces", slow)
        for _ in range(3):  # more than one client may make at a time
            assert "Took too long" in error(client, "/api/v1/figures.csv", 503)
    assert ended.wait(5)
    assert client.get("/api/v1/figures.csv").status_code == 200


# ---------------------------------------------------------------- validators, HEAD, CORS


@pytest.mark.parametrize(
    "path",
    ["/api/v1/figures.csv?year=2021", PARSED, "/api/v1/datapackage.json",
     "/api/v1/datapackage.zip", "/api/v1/openapi.json"],
)  # fmt: skip
def test_what_a_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for headers in ({"if-none-match": tag}, {"if-none-match": f'"x", {tag}'}, {"if-none-match": "*"},
                    {"if-modified-since": date}):  # fmt: skip
        again = client.get(path, headers=headers)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for headers in ({"if-none-match": '"x"', "if-modified-since": date},
                    {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
                    {"if-modified-since": "yesterday"}):  # fmt: skip
        assert client.get(path, headers=headers).content == first.content
    head = client.head(path)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_other_filters_have_another_tag(client: TestClient) -> None:
    paths = ["figures.csv", "figures.json", "figures.csv?year=2021", "disclosure.csv"]
    tags = {client.get(f"/api/v1/{path}").headers["etag"] for path in paths}
    assert len(tags) == 4


def test_other_sites_may_read(client: TestClient) -> None:
    asked = {"Origin": "https://example.org"}
    answer = client.get("/api/v1/agencies.csv", headers=asked)
    assert answer.headers["access-control-allow-origin"] == "*"
    wanted = {**asked, "Access-Control-Request-Method": "GET",
              "Access-Control-Request-Headers": "If-None-Match"}  # fmt: skip
    assert client.options("/api/v1/agencies.csv", headers=wanted).status_code == 200
    wanted["Access-Control-Request-Method"] = "DELETE"
    assert client.options("/api/v1/agencies.csv", headers=wanted).status_code == 400


# ---------------------------------------------------------------- single documents


def test_a_parsed_report(client: TestClient) -> None:
    report = client.get(PARSED).json()
    assert (report["schema"], report["agency"], report["year"]) == (
        "govdash.report/1", "宿迁市", 2023,
    )  # fmt: skip
    assert report["cells"]["review_total"]["value"] == 440
    assert client.get(f"{PARSED}?version=1").json() == report


def test_health(client: TestClient) -> None:
    told = client.get("/healthz").json()
    described = client.get("/api/v1/datapackage.json").json()
    assert (told["status"], told["snapshot"]) == ("ok", described["version"])
    assert datetime.fromisoformat(told["published"]) <= datetime.now(UTC)
    assert 0 <= told["age_seconds"] < 86_400


def test_the_package_is_the_files(client: TestClient) -> None:
    answer = client.get("/api/v1/datapackage.zip?year=2023")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = json.loads(archive.read("datapackage.json"))
        for resource in told["resources"]:
            data = archive.read(resource["path"])
            assert data == client.get(f"/api/v1/{resource['path']}?year=2023").content
    assert answer.content == client.get("/api/v1/datapackage.zip?year=2023").content
