"""The data package: all tables with their description, coverage, limits, licence and citation."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import Any

from govdash.errors import TooLargeError
from govdash.publish import describe
from govdash.publish.files import Bytes
from govdash.publish.files import pieces as table_pieces
from govdash.report import SCOPES
from govdash.store.coverage import Coverage, coverage
from govdash.store.filters import LEVELS, Filters
from govdash.store.snapshots import Connection, name_of
from govdash.store.tables import EXPORTS, table

Pieces = Iterator[Bytes]

SERVED = 20_000
"""Reports that the API puts into one package; the command line has no bound."""

_CHUNK = 1 << 18
_TYPES = {
    "VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean", "DATE": "date",
}  # fmt: skip
_ENUMS = {"scope": SCOPES, "level": LEVELS}
_KEYS = {
    "reports": ["report_id"],
    "figures": ["report_id", "figure"],
    "disclosure": ["report_id"],
    "applications": ["report_id"],
    "cases": ["report_id"],
    "agencies": ["agency_id"],
    "dictionary": ["figure", "form"],
}


def descriptor(connection: Connection, filters: Filters, base: str = "") -> dict[str, Any]:
    """The Frictionless Data Package of all tables; paths are beside the descriptor."""
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "govdash",
        "title": describe.TITLE,
        "description": " ".join((*describe.LIMITS, *describe.LIMITS_EN)),
        "version": name_of(connection),
        **({"homepage": base} if base else {}),
        "licenses": [
            {
                "name": describe.LICENCE,
                "title": describe.LICENCE_TITLE,
                "path": describe.LICENCE_URL,
            }
        ],
        "filters": filters.query(),
        "resources": [_resource(connection, name, filters) for name in EXPORTS],
    }


def _resource(connection: Connection, name: str, filters: Filters) -> dict[str, Any]:
    relation = table(name, filters).ask(connection)
    title, title_en = describe.TABLES[name]
    schema: dict[str, Any] = {
        "fields": [
            _field(column, str(kind))
            for column, kind in zip(relation.columns, relation.types, strict=True)
        ],
        "missingValues": [""],
    }
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    query = "&".join(f"{key}={value}" for key, said in filters.query().items() for value in said)
    return {
        "name": name,
        "path": f"{name}.csv{'?' if query else ''}{query}",
        "title": title,
        "description": title_en,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _field(column: str, kind: str) -> dict[str, Any]:
    told = describe.meaning(column)
    field: dict[str, Any] = {
        "name": column,
        "type": _TYPES.get(kind, "number"),
        "title": told.label,
        "description": told.label_en,
    }
    if told.unit:
        field["unit"] = told.unit
    if column in _ENUMS:
        field["constraints"] = {"enum": list(_ENUMS[column])}
    return field


def pieces(
    connection: Connection, filters: Filters, base: str = "", most: int | None = None
) -> Pieces:
    """The package as one zip; the same snapshot and filters give the same bytes.

    Raises:
        TooLargeError: it would hold more than `most` reports.
    """
    covered = coverage(connection, filters)
    if most is not None and covered.reports > most:
        raise TooLargeError(
            f"{covered.reports} 份报告，打成一个包太大（最多 {most} 份）。"
            "请用 year、region、agency 缩小范围，或分表下载。"
        )
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as archive:
            described = descriptor(connection, filters, base)
            for resource in described["resources"]:
                question = table(resource["name"], filters, base)
                resource["path"] = f"{resource['name']}.csv"
                made = table_pieces(connection, question, "csv")
                resource["bytes"], resource["hash"] = _add(archive, resource["path"], made)
            for name, text in _texts(connection, filters, covered, base).items():
                _add(archive, name, iter([text.encode()]))
            text = json.dumps(described, ensure_ascii=False, indent=1)
            _add(archive, "datapackage.json", iter([text.encode()]))
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _add(archive: zipfile.ZipFile, name: str, data: Pieces) -> tuple[int, str]:
    """Write one file of the package; its length and hash. No time of day goes into it."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    digest = hashlib.sha256()
    size = 0
    with archive.open(entry, "w", force_zip64=True) as out:
        for piece in data:
            out.write(piece)
            digest.update(piece)
            size += len(piece)
    return size, f"sha256:{digest.hexdigest()}"


def _texts(
    connection: Connection, filters: Filters, covered: Coverage, base: str
) -> dict[str, str]:
    snapshot = name_of(connection)
    return {
        "README.md": _readme(snapshot, filters, covered, base),
        "CITATION.cff": _citation(snapshot, base),
        "LICENSE.md": _LICENSE,
    }


def _readme(snapshot: str, filters: Filters, covered: Coverage, base: str) -> str:
    years = "、".join(str(year) for year in covered.years) or "—"
    origins = "，".join(f"{name} {count}" for name, count in sorted(covered.origins.items())) or "—"
    asked = "；".join(f"{name}={'、'.join(said)}" for name, said in filters.query().items())
    tables = "\n".join(
        f"| `{name}.csv` | {zh} | {en} |" for name, (zh, en) in describe.TABLES.items()
    )
    limits = "\n".join(f"- {limit}" for limit in (*describe.LIMITS, *describe.LIMITS_EN))
    return f"""# {describe.TITLE}

快照 snapshot `{snapshot}` · 筛选 filters：{asked or "全部 all"}{f" · {base}" if base else ""}

| 文件 file | 内容 | content |
|---|---|---|
{tables}

每一列的含义、单位和类型在 `datapackage.json`，每个数字的含义在 `dictionary.csv`。
CSV：UTF-8（带 BOM），第一行是列名，缺失为空；文字以 = + - @ 等开头时，前面加了一个 ' 号。
Columns, units and types: `datapackage.json`; figures: `dictionary.csv`. CSV: UTF-8 with BOM, first
row of ids, missing is empty; a ' stands before text that a spreadsheet would run as a formula.

## 覆盖 Coverage

报告 reports {covered.reports} · 机关 agencies {covered.agencies} · 年度 years {years} · \
年度不明 undated {covered.undated} · 来历 origin：{origins} · \
缺 missing {covered.missing} · 未能读取的文件 refused {covered.refused}

## 限制 Limits

{limits}

## 许可和引用 Licence and citation

{describe.LICENCE_TITLE}：见 `LICENSE.md`；引用见 `CITATION.cff`。 See `LICENSE.md`, `CITATION.cff`.
"""


def _citation(snapshot: str, base: str) -> str:
    """A citation in the Citation File Format, which is YAML."""
    lines = [
        "cff-version: 1.2.0",
        "message: 引用本数据请注明快照编号。 Please cite the snapshot.",
        "type: dataset",
        f"title: {describe.TITLE}",
        "authors:",
        "  - name: govdash",
        f'version: "{snapshot}"',
        f"license: {describe.LICENCE}",
    ]
    return "\n".join([*lines, *([f"url: {json.dumps(base)}"] if base else [])]) + "\n"


_LICENSE = f"""# 许可 Licence

表格 The tables: {describe.LICENCE_TITLE}，{describe.LICENCE_URL}

报告是各机关公布的公文，引用原话请注明机关和年度。
The reports are documents published by the agencies; quote them with agency and year.

行政区划 Divisions: modood/Administrative-divisions-of-China（WTFPL）等，见源代码的 data/regions.md。
"""
