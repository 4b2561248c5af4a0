"""Floor 1: people who sign in. What they may see is decided a floor higher, by their memberships."""
