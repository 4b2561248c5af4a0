"""Question banks as data: one folder a bank, versioned, both languages side by side."""
