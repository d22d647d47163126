"""自查: is a report right before it is published? Nothing that is given in is kept."""

from govdash.ui.check_page import show_check

show_check()
