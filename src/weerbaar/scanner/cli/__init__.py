"""Floor 7: the command line, one module a subcommand."""
