"""Service providers: who they are, what they carry out, which marks they hold, and in which order they stand."""
