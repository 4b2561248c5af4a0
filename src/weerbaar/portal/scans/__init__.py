"""Floor 2: scans that visitors ask for. The row of a run is the truth about it; a task only carries its id."""
