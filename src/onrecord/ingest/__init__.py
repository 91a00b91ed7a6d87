"""Bring raw items in: text, HTML and JSON lines from files, folders and standard input."""
