"""A living collection: one folder, what was added to it, what was read from it, and what people say about that."""
