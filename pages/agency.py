"""机关: one page an agency."""

from govdash.ui.agency import show_agency

show_agency()
