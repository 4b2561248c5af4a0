"""Clouds that a company connects: signing in there, reading settings there, and forgetting it again. Read-only."""
