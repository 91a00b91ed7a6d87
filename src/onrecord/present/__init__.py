"""Show the record: command line, brief, JSON."""
