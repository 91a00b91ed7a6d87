"""Word vectors in context, as the model computes them, with the half that looks at one word alone remembered.

A convolutional model embeds each word by itself (its form, prefix, suffix, shape and static vector) and only then
looks at the neighbours. The first half depends on nothing but the word: it is computed once a word and kept.
Guarantee: the same vectors as the model's own layers give, whatever was read before.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.intp]

# Words kept in memory: 384 bytes each, two encoders; a news year uses some 200,000, nine tenths of them once.
KNOWN_WORDS = 40_000


class Encoder:
    """One of the model's encoders: documents in, a vector a token out.

    `network` is a chain of an embedding of single words and a padded stack of convolutions.
    """

    def __init__(self, network: Any, vocab: Any) -> None:
        self._embed, self._convolve = network.layers
        self._vocab = vocab
        self._rows: dict[tuple[int, int, int], int] = {}
        # row 0 stays zero: it is the padding between sentences
        self._table: Floats = np.zeros((KNOWN_WORDS + 1, network.get_dim("nO")), dtype="float32")
        self._lock = Lock()

    def encode(self, docs: Sequence[Any]) -> Floats:
        """Return the vectors of all tokens of the documents, one below the other; at least one token is there."""
        from spacy.attrs import NORM, ORTH, SPACY  # noqa: PLC0415 - the one heavy import, loaded with the model

        keys = [key for doc in docs for key in map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())]
        pad = self._convolve.attrs["pad"]
        places = _places([len(doc) for doc in docs], pad)
        with self._lock:
            rows = np.zeros(len(keys) + pad * (1 + sum(1 for doc in docs if len(doc))), dtype=np.intp)
            rows[places] = self._known(keys)
            vectors = self._table[rows]
        # the layer below the padding takes the whole padded stretch at once
        found: Floats = self._convolve.layers[0].predict(vectors)[places]
        return found

    def _known(self, keys: Sequence[tuple[int, int, int]]) -> list[int]:
        """Return the table row of each word, embedding those not seen yet."""
        fresh = [key for key in dict.fromkeys(keys) if key not in self._rows]
        if len(self._rows) + len(fresh) > KNOWN_WORDS:
            self._rows.clear()
            fresh = list(dict.fromkeys(keys))
            if len(fresh) > KNOWN_WORDS:
                self._table = np.zeros((len(fresh) + 1, self._table.shape[1]), dtype="float32")
        if fresh:
            first = len(self._rows) + 1
            self._table[first : first + len(fresh)] = self._embedded(fresh)
            self._rows.update((key, first + i) for i, key in enumerate(fresh))
        return [self._rows[key] for key in keys]

    def _embedded(self, keys: Sequence[tuple[int, int, int]]) -> Floats:
        from spacy.tokens import Doc  # noqa: PLC0415

        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[orth] for orth, _, _ in keys], spaces=[bool(s) for _, _, s in keys])
        for token, (_, norm, _) in zip(doc, keys, strict=True):
            if token.norm != norm:
                # the tokeniser gives some pieces a norm of their own: "ca" of "can't" is "can"
                token.norm_ = strings[norm]
        found: Floats = self._embed.predict([doc])[0]
        return found


def _places(lengths: Sequence[int], pad: int) -> Rows:
    """Return where each token stands when every sentence has `pad` empty rows before it.

    >>> _places([2, 1], 4).tolist()
    [4, 5, 10]
    """
    filled = [length for length in lengths if length]
    shifts = np.repeat(np.arange(1, len(filled) + 1) * pad, filled)
    return np.arange(len(shifts), dtype=np.intp) + shifts
