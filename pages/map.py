"""地图: the provinces as a grid of tiles."""

from govdash.ui.map_page import show_map

show_map()
