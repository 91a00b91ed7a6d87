"""Pure functions: what the store gives, as what a template shows."""
