"""The tables of audits."""
