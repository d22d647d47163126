"""单份报告: the official tables beside the original text, each finding marked on both sides."""

from govdash.ui.report_page import show_report

show_report()
