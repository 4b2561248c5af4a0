"""What writes: one verb a file. A service may, does and tells the audit trail, in one transaction."""
