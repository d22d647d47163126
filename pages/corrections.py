"""更正记录: the public change log of the figures."""

from govdash.ui.corrections import show_corrections

show_corrections()
