"""Who published a report: agencies, levels, kinds and China's divisions."""

from govdash.places.identity import Identity, agency_id, identify
from govdash.places.table import ancestors, province_of, region_name

__all__ = ["Identity", "agency_id", "ancestors", "identify", "province_of", "region_name"]
