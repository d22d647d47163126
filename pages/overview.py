"""总览: what is here, what stands out, and where to start."""

from govdash.ui.overview import show_overview

show_overview()
