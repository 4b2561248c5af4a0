"""What goes into the file for the audit: one module a room, each from a trajectory to files. No names of persons."""
