"""How figures leave the store: CSV, JSON, Parquet."""
