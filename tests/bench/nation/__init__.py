"""A store of the whole country, made up: built, asked, and loaded into."""
