"""数据下载: every table as a file."""

from govdash.ui.downloads import show_downloads

show_downloads()
