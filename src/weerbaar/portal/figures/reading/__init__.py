"""Reads files with figures. Pure: bytes in, rows and complaints out, and everything is checked before anything is used."""
