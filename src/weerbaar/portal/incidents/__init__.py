"""What happened on an area, and water and fire per plot. Suspicions are routed, never kept."""
