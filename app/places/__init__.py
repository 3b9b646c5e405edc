"""Places: the gazetteer, regions, disputed places, the basemap and small maps of an item's locations."""
