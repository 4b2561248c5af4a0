"""Weerbaar: measure how resilient a company is online, explain it, and prove that it improved."""

__version__ = "0.1.0"
