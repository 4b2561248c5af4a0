"""Measures the scanner against named peers and the physical floor, all in one run on one machine inside the lab."""
