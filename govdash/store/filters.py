"""One object for what is looked at: SQL with bound parameters, URL, sentence and file name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import duckdb

from govdash.errors import UsageError
from govdash.forms import FORMS
from govdash.places.table import places
from govdash.report import SCOPES, Severity
from govdash.rules import RULES
from govdash.store.schema import COUNTED

LEVELS = ("national", "province", "prefecture", "county", "township", "unknown")
KINDS = (
    "government", "government_office", "department", "subdistrict_office", "town_government",
    "dev_zone", "vertical", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What a view, file or API answer covers; an empty field does not restrict.

    `region` holds division codes: a code stands for everything below it. `severity` and `rule`
    choose findings, and of reports those that have one.
    """

    year: tuple[int, ...] = ()
    agency: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()

    @classmethod
    def parse(cls, query: Mapping[str, Sequence[str]]) -> "Filters":
        """Filters from repeatable text parameters, as in a URL.

        Raises:
            UsageError: an unknown parameter, or a value it cannot have; the text says which.
        """
        known = {field.name for field in fields(cls)}
        for name in query:
            if name not in known:
                raise UsageError(f"没有这个筛选条件：{name}（可用：{'、'.join(sorted(known))}）")
        values = {name: tuple(query.get(name, ())) for name in known}
        for name, allowed in _ALLOWED.items():
            for value in values[name]:
                if value not in allowed:
                    raise UsageError(f"{name} 不能是 {value}（可用：{'、'.join(allowed)}）")
        for code in values["region"]:
            if not (code.isascii() and code.isdigit()):
                raise UsageError(f"region 应当是数字区划代码，不能是 {code}")
        years = tuple(_year(value) for value in values.pop("year"))
        return cls(year=years, **values)

    def where(self, alias: str = "reports") -> tuple[str, list[object]]:
        """A SQL condition on the reports table, and the values bound to it."""
        parts: list[str] = []
        bound: list[object] = []
        for name, column in _COLUMNS.items():
            values = list(getattr(self, name))
            if values:
                parts.append(f"list_contains(?, {alias}.{column})")
                bound.append(values)
        if self.region:
            parts.append(
                "(" + " OR ".join([f"starts_with({alias}.region_code, ?)"] * len(self.region)) + ")"
            )
            bound += [stem_of(code) for code in self.region]
        if self.severity and not self.rule and alias == "reports":
            # What is counted beside each report tells it without a look at any finding.
            counts = [COUNTED[Severity(one)] for one in self.severity]
            parts.append("(" + " OR ".join(f"reports.{count} > 0" for count in counts) + ")")
        elif self.severity or self.rule:
            condition, values = self.of_findings()
            parts.append(
                f"EXISTS (FROM findings WHERE findings.report_id = {alias}.report_id AND {condition})"
            )
            bound += values
        return " AND ".join(parts) or "TRUE", bound

    def of_findings(self) -> tuple[str, list[object]]:
        """A SQL condition on the findings table, and the values bound to it."""
        chosen = {"severity": list(self.severity), "rule": list(self.rule)}
        parts = [f"list_contains(?, findings.{name})" for name, values in chosen.items() if values]
        return " AND ".join(parts) or "TRUE", [values for values in chosen.values() if values]

    def of_found(self) -> tuple[str, list[object]]:
        """The same on the findings table for reports and findings together: nothing is joined."""
        of_reports, bound = self.of_reports.where("findings")
        condition, values = self.of_findings()
        return f"{of_reports} AND {condition}", [*bound, *values]

    @property
    def of_reports(self) -> "Filters":
        """The same reports, whatever was found in them."""
        return replace(self, severity=(), rule=())

    def query(self) -> dict[str, list[str]]:
        """The filters as URL parameters."""
        return {
            field.name: [str(value) for value in getattr(self, field.name)]
            for field in fields(self)
            if getattr(self, field.name)
        }


_ALLOWED: Mapping[str, Sequence[str]] = {
    "level": LEVELS,
    "kind": KINDS,
    "scope": SCOPES,
    "form": tuple(FORMS),
    "severity": tuple(Severity),
    "rule": tuple(RULES),
}
_COLUMNS = {
    "year": "year",
    "agency": "agency_id",
    "level": "level",
    "kind": "kind",
    "scope": "scope",
    "form": "form",
}


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise UsageError(f"year 应当是四位年份，不能是 {text}")
    return int(text)


def stem_of(code: str) -> str:
    """What every code below a division begins with: 430000 → 43, 430900 → 4309."""
    for length in (2, 4):
        if len(code) == 6 and code[length:] == "0" * (6 - length):
            return code[:length]
    return code


def require_known(connection: duckdb.DuckDBPyConnection, filters: Filters) -> None:
    """Tell a filter that can never match from one that matches nothing now.

    Raises:
        UsageError: an agency the store does not know, or a code that is no division's.
    """
    if filters.agency:
        sql = "SELECT unnest(?::VARCHAR[]) EXCEPT SELECT agency_id FROM reports"
        strange = connection.execute(sql, [sorted(set(filters.agency))]).fetchall()
        if strange:
            raise UsageError(f"agency 没有这个机关：{min(strange)[0]}（见表 agencies）")
    for code in filters.region:
        # 13 and 1303 stand for 130000 and 130300.
        if code.ljust(6, "0") not in places() and not _has_region(connection, code):
            raise UsageError(f"region 没有这个区划代码：{code}")


def _has_region(connection: duckdb.DuckDBPyConnection, code: str) -> bool:
    sql = "SELECT count(*) FROM reports WHERE region_code = ?"
    return connection.execute(sql, [code]).fetchall() != [(0,)]
