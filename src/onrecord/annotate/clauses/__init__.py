"""What several annotators ask of a clause: whose it is, where it stands, where a phrase ends, what amounts it tells.

No annotator: it finds nothing by itself, and the annotators that use it stay independent of one another.
"""
