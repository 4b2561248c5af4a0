"""The file for the audit, the audit itself, and the certificate."""
