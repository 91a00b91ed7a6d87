"""Briefs: the page an analyst would send, on an event, an article or a dyad, as Markdown or HTML."""
