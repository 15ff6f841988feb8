"""The intent classifier: logistic regression over words, pieces of words and concepts, in four languages and three scripts.

Chosen over Rasa's own count vectors with logistic regression and over DIET by measurement, see README.md. The model is
a list of features and a matrix of weights; naming the intent of a line needs no more than adding up a few rows.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from .concepts import concept_features
from .ngrams import count_features

_FILE = "weights.npz"

Numbers = npt.NDArray[np.floating[Any]]


def line_features(text: str) -> Counter[str]:
    """All that the classifier sees of a line: words, pieces of words and concepts."""
    return count_features(text) + concept_features(text)


class NgramModel:
    """Features, their weights per intent, and how rare each feature is.

    Args:
        intents: names, in the order of the columns of `weights`.
        features: names, in the order of the rows of `weights`.
        rarity: inverse document frequency per feature.
        weights: features × intents.
        bias: per intent.
    """

    def __init__(
        self,
        intents: Sequence[str],
        features: Sequence[str],
        rarity: Numbers,
        weights: Numbers,
        bias: Numbers,
    ) -> None:
        self.intents = list(intents)
        self.features = list(features)
        self.rarity = rarity.astype(np.float32)
        self.weights = weights.astype(np.float32)
        self.bias = bias.astype(np.float32)
        self._row = {feature: row for row, feature in enumerate(self.features)}

    @classmethod
    def fit(cls, texts: Sequence[Counter[str]], intents: Sequence[str], freedom: float) -> NgramModel:
        """Learn from counted features.

        Args:
            texts: features of each training phrase.
            intents: intent of each training phrase.
            freedom: how freely weights may grow (scikit-learn's C).
        """
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        phrases = Counter(feature for text in texts for feature in text)
        features = sorted(phrases)
        rarity = np.array([math.log((1 + len(texts)) / (1 + phrases[feature])) + 1 for feature in features])
        untrained = cls([], features, rarity, np.zeros((len(features), 0)), np.zeros(0))
        rows, columns, values = [], [], []
        for number, text in enumerate(texts):
            seen, strength = untrained.weigh(text)
            rows += [number] * len(seen)
            columns += seen
            values += list(strength)
        matrix = csr_matrix((values, (rows, columns)), shape=(len(texts), len(features)))
        # One yes-or-no question per intent: the same quality here as one question over all, in a tenth of the time.
        learner = LogisticRegression(C=freedom, class_weight="balanced", solver="liblinear", multi_class="ovr")
        learner.fit(matrix, list(intents))
        return cls(list(learner.classes_), features, rarity, learner.coef_.T, learner.intercept_)

    def weigh(self, text: Counter[str]) -> tuple[list[int], Numbers]:
        """The rows of the known features of a text and the strength of each, together of length 1."""
        known = [(self._row[feature], number) for feature, number in text.items() if feature in self._row]
        rows = [row for row, _ in known]
        strength = np.array([1 + math.log(number) for _, number in known], dtype=np.float32) * self.rarity[rows]
        length = float(np.sqrt(strength @ strength))
        return rows, strength / length if length else strength

    def rank(self, text: Counter[str]) -> list[tuple[str, float]]:
        """All intents with their probability, the most probable first."""
        rows, strength = self.weigh(text)
        scores = (strength @ self.weights[rows] + self.bias).astype(np.float64)
        likely = 1 / (1 + np.exp(-scores))
        likely /= likely.sum()
        return [(self.intents[place], float(likely[place])) for place in np.argsort(-likely, kind="stable")]


def answer_unless_clear(
    ranking: Sequence[tuple[str, float]], answer: str, moves: Collection[str], margin: float
) -> list[tuple[str, float]]:
    """Put the free answer first when a control move leads it by less than the margin.

    A free answer that is taken for a move is lost; a move that is taken for an answer is only asked about again.

    Args:
        ranking: intents with their probability, the most probable first.
        answer: the intent of a free answer.
        moves: the intents that need the margin.
        margin: natural logarithm of how many times more probable than an answer the move must be.
    """
    first, likely = ranking[0]
    of_answer = dict(ranking).get(answer, 0.0)
    if first not in moves or not of_answer or math.log(likely / of_answer) >= margin:
        return list(ranking)
    return [(answer, of_answer), *(place for place in ranking if place[0] != answer)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(GraphComponent, IntentClassifier):
    """Names the intent of a message; the pipeline's only component. Settings: see `get_default_config`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`freedom`: see `NgramModel.fit`; `ranking_length`: how many intents are told; others: see `answer_unless_clear`."""
        return {"freedom": 30.0, "ranking_length": 5, "answer": "answer", "control_moves": [], "margin": 0.0}

    @staticmethod
    def required_packages() -> list[str]:
        """What training needs besides numpy."""
        return ["sklearn", "scipy"]

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: NgramModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramIntentClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramIntentClassifier:
        """The classifier as it was trained."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE, allow_pickle=False) as stored:
            names = json.loads(bytes(stored["names"]))
            classifier._model = NgramModel(
                names["intents"], names["features"], stored["rarity"], stored["weights"], stored["bias"]
            )
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the training phrases and keep what was learnt."""
        phrases = [phrase for phrase in training_data.intent_examples if phrase.get(TEXT)]
        self._model = NgramModel.fit(
            [line_features(phrase.get(TEXT)) for phrase in phrases],
            [phrase.get(INTENT) for phrase in phrases],
            float(self._config["freedom"]),
        )
        names = {"intents": self._model.intents, "features": self._model.features}
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / _FILE,
                names=np.frombuffer(json.dumps(names, ensure_ascii=False).encode(), dtype=np.uint8),
                rarity=self._model.rarity,
                weights=self._model.weights,
                bias=self._model.bias,
            )
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing that follows needs the intents of the training phrases."""
        return training_data

    def process(self, messages: Iterable[Message]) -> list[Message]:
        """Name the intent of each message."""
        messages = list(messages)
        assert self._model is not None
        for message in messages:
            likely = answer_unless_clear(
                self._model.rank(line_features(message.get(TEXT))),
                self._config["answer"],
                self._config["control_moves"],
                float(self._config["margin"]),
            )
            ranking = [{"name": intent, "confidence": probability} for intent, probability in likely]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[: int(self._config["ranking_length"])], add_to_output=True)
        return messages
