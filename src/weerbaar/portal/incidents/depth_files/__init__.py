"""Reads files with depths of water."""
