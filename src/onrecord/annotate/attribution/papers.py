def read_papers(reading, found): return []
