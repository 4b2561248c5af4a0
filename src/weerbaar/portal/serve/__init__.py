"""Floor 5: starts the parts as processes of one command, and ends them together."""
