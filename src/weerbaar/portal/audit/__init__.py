"""Floor 1: the trail of what was done. Events are added, never changed."""
