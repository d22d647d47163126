"""govdash: reads China's annual reports on open government information, audits and shows them.

forms (the declaration) → reading (bytes → Report) → places (who published it) → audit (findings)
→ store (DuckDB snapshots, Filters, questions) → measures → publish, ui, pages, cli.
"""

__version__ = "0.1.0"
