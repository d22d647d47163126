"""What is counted and logged: routes and numbers, never who asked nor what for."""

import json
import logging
import sys

import pytest
from starlette.testclient import TestClient

from govdash.publish.logs import Lines
from govdash.publish.watch import Watch, route


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "page"),
        ("/quality", "page"),
        ("/api/v1/figures.csv", "/api/v1/figures.csv"),
        ("/api/v1/figures.'--", "/api/v1/unknown"),
        ("/api/v1/nobody.csv", "/api/v1/unknown"),
        ("/api/v1/reports/321300-dd7601a0-2023.json", "/api/v1/reports/{id}.json"),
        ("/_stcore/stream", "stream"),
        ("/_stcore/upload_file/a/b", "upload"),
        ("/healthz", "/healthz"),
    ],
)
def test_routes_are_few(path: str, name: str) -> None:
    assert route(path) == name


def test_an_answer_is_counted_and_told_without_the_reader(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(Watch(client.app))
    line = 'govdash_requests_total{route="/api/v1/agencies.csv",status="400"}'
    assert line not in client.get("/metrics").text
    with caplog.at_level(logging.INFO):
        client.get("/api/v1/agencies.csv?year=abcd")
    assert f"{line} 1.0" in client.get("/metrics").text
    (record,) = [record for record in caplog.records if record.name == "govdash.requests"]
    told = json.loads(Lines().format(record))
    assert (told["route"], told["status"], told["level"]) == ("/api/v1/agencies.csv", 400, "info")
    assert "abcd" not in json.dumps(told)
    assert "testclient" not in json.dumps(told)


def test_a_failure_is_one_line() -> None:
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, "f", 1, "页 %s", ("总览",), sys.exc_info()
        )
    line = Lines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["message"], told["level"]) == ("页 总览", "error")
    assert told["trace"].endswith("ZeroDivisionError: division by zero")
