"""Downloads reports from a list of addresses, politely, with provenance."""
