"""Maintainers' tools: nothing here is needed to run Weerbaar."""
