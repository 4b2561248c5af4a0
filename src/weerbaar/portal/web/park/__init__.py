"""Pages for those who run an area, and for its partners."""
