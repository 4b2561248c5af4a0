"""The first page of a file for the audit, to be read without us: as HTML and as PDF."""
