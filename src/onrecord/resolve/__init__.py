"""What in the world is meant: events across documents, their origins, what became of what was expected.

Pure functions over claims: no store, no clock, no order. The same claims give the same result, whichever came first.
"""
