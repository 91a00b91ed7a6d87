"""Bring raw items in: files, folders, standard input, feeds, archives, mail and the web; `sources` is the entry."""
