"""The description of the data API (OpenAPI 3.1), made from the tables it serves."""

from typing import Any

from govdash.forms import FORMS
from govdash.publish.describe import LICENCE, LICENCE_TITLE, LIMITS_EN, TABLES, TITLE
from govdash.publish.files import FORMATS, MEDIA
from govdash.report import SCOPES, Severity
from govdash.rules import RULES
from govdash.store.filters import KINDS, LEVELS
from govdash.store.snapshots import Connection, name_of
from govdash.store.tables import EXPORTS

_FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "year": ({"type": "string", "pattern": "^[0-9]{4}$"}, "报告年度，四位 report year"),
    "agency": (
        {"type": "string", "format": "agency-id"},
        "机关编号，须是库里有的（表 agencies） id of an agency in table agencies",
    ),
    "region": (
        {"type": "string", "format": "region-code"},
        "行政区划代码，含其下级 code of a division, with all below it",
    ),
    "level": ({"type": "string", "enum": list(LEVELS)}, "层级 level"),
    "kind": ({"type": "string", "enum": list(KINDS)}, "类别 kind of agency"),
    "scope": (
        {"type": "string", "enum": list(SCOPES)},
        "口径：机关自身或地区汇总 the agency itself or a region's sum",
    ),
    "form": ({"type": "string", "enum": list(FORMS)}, "表样 official form"),
    "severity": (
        {"type": "string", "enum": [severity.value for severity in Severity]},
        "有这类问题的报告；表 findings 只列这类问题 reports with such a finding; of findings, these",
    ),
    "rule": (
        {"type": "string", "enum": list(RULES)},
        "同上，按规则 the same by rule",
    ),
}
_ERROR = {
    "type": "object",
    "properties": {"error": {"type": "string"}},
    "required": ["error"],
    "additionalProperties": False,
}
_MEANT = {
    "400": "筛选条件有误，说明是哪一个 a wrong filter; the text says which",
    "404": "没有这个表或这份报告 no such table or report",
    "405": "只能读取 reading only",
    "413": "装不进这种文件，请缩小范围 too large for this kind of file",
    "429": "请求太多，见 Retry-After too much at once",
    "503": "还没有数据 no store yet",
}
_HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "snapshot, table and filters"},
    "Last-Modified": {"schema": {"type": "string"}, "description": "when it was published"},
}


def description(connection: Connection, base: str = "") -> dict[str, Any]:
    """The whole API in one document."""
    paths: dict[str, Any] = {}
    for name in EXPORTS:
        for kind in FORMATS:
            large = ("413",) if kind == "xlsx" else ()
            zh, en = TABLES[name]
            paths[f"/api/v1/{name}.{kind}"] = _get(f"{zh} {en}", MEDIA[kind], _filters(), large)
    paths["/api/v1/datapackage.json"] = _get(
        "数据包说明 Frictionless descriptor", MEDIA["json"], _filters()
    )
    paths["/api/v1/datapackage.zip"] = _get(
        "全部表格打包 all tables", "application/zip", _filters(), ("413",)
    )
    paths["/api/v1/openapi.json"] = _get("本说明 this description", MEDIA["json"], [])
    paths["/api/v1/reports/{report_id}.json"] = _get(
        "一份报告 one parsed report (govdash.report/1)",
        MEDIA["json"],
        [
            {"name": "report_id", "in": "path", "required": True,
             "schema": {"type": "string", "format": "report-id"}},
            {"name": "version", "in": "query", "required": False,
             "schema": {"type": "string", "pattern": "^[1-9][0-9]{0,5}$"},
             "description": "第几版，见表 revisions；默认现在的一版 which version"},
        ],
        ("404",),
    )  # fmt: skip
    paths["/healthz"] = _get("健康检查 health check", MEDIA["json"], [])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "version": name_of(connection),
            "description": "\n".join(LIMITS_EN),
            "license": {"name": LICENCE_TITLE, "identifier": LICENCE},
        },
        "servers": [{"url": base or "/"}],
        "paths": paths,
    }


def _filters() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": told,
            "style": "form",
            "explode": True,
            "schema": {"type": "array", "items": item},
        }
        for name, (item, told) in _FILTERS.items()
    ]


def _get(
    summary: str, media: str, parameters: list[dict[str, Any]], more: tuple[str, ...] = ()
) -> dict[str, Any]:
    plain = media.split(";")[0]
    schema: dict[str, Any] = {} if plain == MEDIA["json"] else {"type": "string"}
    wrong = {
        status: {
            "description": _MEANT[status],
            "content": {MEDIA["json"]: {"schema": _ERROR}},
        }
        for status in sorted({"400", "405", "429", "503", *more})
    }
    return {
        "get": {
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": summary,
                    "headers": _HEADERS,
                    "content": {plain: {"schema": schema}},
                },
                "304": {"description": "没有变化 not modified"},
                **wrong,
            },
        }
    }
