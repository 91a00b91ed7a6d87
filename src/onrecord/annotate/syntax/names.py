"""Names and their kinds, by the model's own recogniser, decoded for all sentences at once.

The recogniser is a transition system: at each token it opens a name, closes it, or passes by. Outside of a name its
choice rests on the token alone, so that all those choices are one multiplication of matrices; only within names does
one choice wait for another. Guarantee: the labels that the component itself would set (checked by a test);
the component takes its steps one by one and is several times slower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate.syntax.encoding import Encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

# What the recogniser looks at: the token, the first token of the open name, the token before.
FEATURES = 3
BARRED = np.float32(-np.inf)


class NameReader:
    """The recogniser of a pipeline; raises ValueError where it is not of the kind that can be decoded here."""

    def __init__(self, component: Any, vocab: Any) -> None:
        network, lower, upper = component.model.layers
        if lower.get_dim("nF") != FEATURES or component.cfg["beam_width"] != 1 or len(network.layers) != FEATURES:
            raise ValueError("the recogniser is of another build")
        encoder, _, self._narrow = network.layers
        self._encoder = Encoder(encoder, vocab)
        self._gemm = lower.ops.gemm
        self._width = lower.get_dim("nO"), lower.get_dim("nP")
        weights = lower.get_param("W")
        self._weights = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]))
        self._bias = lower.get_param("b").reshape(-1)
        self._padding = lower.get_param("pad").reshape(FEATURES, -1)
        self._upper = upper.get_param("W"), upper.get_param("b")
        self._read_moves([component.moves.get_class_name(i) for i in range(component.moves.n_moves)])

    def _read_moves(self, names: Sequence[str]) -> None:
        kinds = np.array([name[0] if "-" in name or name == "O" else "" for name in names])
        # "U-" without a label is for names given beforehand, of which there are none here
        kinds[[name in {"U-", "B-", "I-", "L-"} for name in names]] = ""
        self._labels = [name[2:] for name in names]
        self._opens = kinds == "B"
        self._outside = np.where(self._opens | (kinds == "U") | (kinds == "O"), np.float32(0), BARRED)
        self._at_end = np.where((kinds == "U") | (kinds == "O"), np.float32(0), BARRED)
        self._blank = np.where(kinds == "O", np.float32(0), BARRED)
        self._single = kinds == "U"
        place = {name: i for i, name in enumerate(names)}
        self._onward = np.array([place.get(f"I-{label}", -1) for label in self._labels], dtype=np.intp)
        self._close = np.array([place.get(f"L-{label}", -1) for label in self._labels], dtype=np.intp)

    def labels(self, docs: Sequence[Any]) -> list[str]:
        """Return the kind of name each token belongs to, "" outside of names; documents one after another."""
        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return []
        vectors = self._narrow.predict(self._encoder.encode(docs))
        features = self._gemm(vectors, self._weights, trans2=True).reshape(len(vectors), FEATURES, -1)
        last = np.zeros(len(vectors), dtype=bool)
        last[np.cumsum([length for length in lengths if length]) - 1] = True
        blank = np.array([token.is_space for doc in docs for token in doc], dtype=bool)
        alone = self._scores(features[:, 0] + self._padding[1] + self._padding[2]) + self._outside
        alone[last] += self._at_end
        alone[blank] += self._blank
        moves = alone.argmax(axis=1)
        return self._walk(moves, self._ends(features, moves, last))

    def _scores(self, summed: Floats) -> Floats:
        hidden = (summed + self._bias).reshape(-1, *self._width).max(axis=2)
        weights, bias = self._upper
        found: Floats = self._gemm(np.ascontiguousarray(hidden), weights, trans2=True) + bias
        return found

    def _ends(self, features: Floats, moves: Ints, last: NDArray[np.bool_]) -> dict[int, int]:
        """Return the last token of the name that each token would open, for all that would open one."""
        ends: dict[int, int] = {}
        starts = np.flatnonzero(self._opens[moves])
        at = starts + 1
        while starts.size:
            scores = self._scores(features[at, 0] + features[starts, 1] + features[at - 1, 2])
            rows = np.arange(len(starts))
            kind = moves[starts]
            goes_on = scores[rows, self._onward[kind]] > scores[rows, self._close[kind]]
            goes_on &= ~last[at]
            ends.update(zip(starts[~goes_on].tolist(), at[~goes_on].tolist(), strict=True))
            starts, at = starts[goes_on], at[goes_on] + 1
        return ends

    def _walk(self, moves: Ints, ends: dict[int, int]) -> list[str]:
        """Keep the names that begin outside of one another, from the left."""
        found = [""] * len(moves)
        free = 0
        for start in np.flatnonzero(self._opens[moves] | self._single[moves]).tolist():
            if start < free:
                continue
            free = ends.get(start, start) + 1
            found[start:free] = [self._labels[moves[start]]] * (free - start)
        return found
