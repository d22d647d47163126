"""The DuckDB store: tables from the forms, loader, snapshots, Filters, questions; the only SQL."""
