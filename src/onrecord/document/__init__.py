"""Raw item to document, and how the document is laid out.

to_document  decode → extract → language: bytes or page in, Document out
lay_out      paragraphs → zones (datelines) → quotations → segment: text in, Layout out
"""

from __future__ import annotations

from onrecord.document.build import to_document
from onrecord.document.layout import lay_out

__all__ = ["lay_out", "to_document"]
