"""Floor 3a: the only rooms with a network. Each module with `PROVIDES` is a probe; `doors` are what they look through."""
