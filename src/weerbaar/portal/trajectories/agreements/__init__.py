"""Model texts for agreements, and how they become papers of a trajectory."""
