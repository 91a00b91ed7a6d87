"""One router a family of pages: query → view values → template."""
