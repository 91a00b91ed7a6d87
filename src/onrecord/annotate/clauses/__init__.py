"""What positions and flows both ask of a clause: whose it is, where it stands, where a phrase ends.

No annotator: it finds nothing by itself, and the annotators that use it stay independent of one another.
"""
