"""What the classifier sees of a text: its words, pairs of words, and pieces of words."""

from __future__ import annotations

from collections import Counter

from .spelling import one_spelling

#: Lengths of the pieces of words; they let an unseen ending or spelling still count.
SHORTEST_PIECE = 2
LONGEST_PIECE = 5

#: Of a long text only the beginning is looked at: a move is short, and an answer stays an answer.
MOST_WORDS = 60


def pieces(word: str) -> list[str]:
    """The pieces of one word, its two ends marked by a space."""
    marked = f" {word} "
    return [
        marked[begin : begin + length]
        for length in range(SHORTEST_PIECE, min(LONGEST_PIECE, len(marked)) + 1)
        for begin in range(len(marked) - length + 1)
    ]


def count_features(text: str) -> Counter[str]:
    """How often each feature occurs in a text: words, pairs of words with the line's ends, pieces, and the length."""
    words = one_spelling(text).split()[:MOST_WORDS]
    features: Counter[str] = Counter()
    for word in words:
        features[f"w {word}"] += 1
        features.update(f"p {piece}" for piece in pieces(word))
    features.update(f"b {first} {second}" for first, second in zip(["^", *words], [*words, "$"], strict=True))
    features[f"n {min(len(words), 8)}"] += 1
    return features
