"""Knowledge as data, with small interpreters."""
