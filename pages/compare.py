"""比较: agencies side by side."""

from govdash.ui.compare import show_compare

show_compare()
