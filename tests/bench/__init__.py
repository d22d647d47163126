"""Commands that measure: what is read, found and how fast, with a table each."""
