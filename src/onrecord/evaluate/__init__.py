"""Measure what is found against what was expected."""
