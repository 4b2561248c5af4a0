"""The tables of walk-rounds."""
