"""A store with everything that goes wrong: many findings, years left out, damage, refused files."""

from itertools import product
from pathlib import Path

from govdash.pipeline import open_files
from govdash.settings import DATA, SAMPLES
from govdash.store.loader import load

SAMPLE = "山海关区人民政府办公室"
MANY = 60
"""Made-up agencies, each with the two contradictions of the sample."""

GAP = "山海关区石河镇人民政府"
"""An agency that reported for 2019, 2020 and 2023."""


def build(folder: Path) -> Path:
    """The samples, and beside them documents of made-up agencies."""
    text = (DATA / "samples" / f"{SAMPLE}_2023.txt").read_text(encoding="utf-8")
    made = folder / "made"
    made.mkdir()
    for first, second in list(product("东西南北中上下", "山水田林路桥村河湖"))[:MANY]:
        name = f"山海关区{first}{second}局"
        (made / f"{name}.txt").write_text(text.replace(SAMPLE, name), encoding="utf-8")
    (made / "无名.txt").write_text(text.replace(SAMPLE, ""), encoding="utf-8")
    for year in (2019, 2020, 2023):
        (made / f"gap-{year}.txt").write_text(
            text.replace(SAMPLE, GAP).replace("2023", str(year)), encoding="utf-8"
        )
    (made / "通知.txt").write_text("关于报送工作总结的通知。请于月底前报送。", encoding="utf-8")
    (made / "空.txt").write_bytes(b"")
    (made / "空二.txt").write_bytes(b" ")
    db = folder / "uneven.duckdb"
    load(db, open_files([*SAMPLES, made]))
    return db
