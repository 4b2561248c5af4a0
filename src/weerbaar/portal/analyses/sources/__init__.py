"""What the analysis hears: one module a source, each through the selectors of its app."""
