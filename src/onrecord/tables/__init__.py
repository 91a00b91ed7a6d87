"""The record as tables: one description of every column, rows made from plain values, and the one door to Arrow.

`specs` is the description (formats/tables.yml), `rows` makes rows of a record, an event or a line of the ledger,
`arrow` turns rows into Arrow and Parquet.
Nothing here needs a project or a store.
"""
