"""What writes to the trail."""
