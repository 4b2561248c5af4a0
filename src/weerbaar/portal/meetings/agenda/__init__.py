"""What comes on the agenda by itself: one file for each source."""
