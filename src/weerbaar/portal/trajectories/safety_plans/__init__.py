"""The municipal safety plan: what is recorded of it, and how measures of an area help its priorities."""
