"""Floor 0: what every app leans on. Small, and closed to growth."""
