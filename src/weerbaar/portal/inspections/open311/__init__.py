"""Points of the municipality in its own system: GeoReport v2 of Open311, out and back."""
