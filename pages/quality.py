"""数据质量: what does not add up in the whole store, what is missing, what could not be read."""

from govdash.ui.quality_page import show_quality

show_quality()
