"""Exports: the record in the forms other programs read. One module a format, registered in `registry`.

A project feeds items (`onrecord.project.feeding`); `writing.export` hands them to the exporter of a format, which
writes into a new place that is moved to its target only when all is there.
"""
