"""The safety analysis of an area, and what taking part brought."""
