"""One pipeline in a process of its own: learn from the training phrases, or name the intent of lines.

Runs in the environment of the dialogue server, from the project root:

    PYTHON -m benchmarks.nlu_pipelines.worker learn PIPELINE MODEL_FOLDER [--diet-epochs N]
    PYTHON -m benchmarks.nlu_pipelines.worker name PIPELINE MODEL_FOLDER < lines.jsonl

The last line printed is a JSON object: of ``learn`` ``seconds``, ``phrases`` and ``peak_mb``; of ``name`` ``milliseconds``
(median of one line), ``peak_mb`` and ``found``: ``[{"id", "intent", "confidence"}]``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import pickle
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
NLU_DATA = PROJECT / "nlu_data"
OUR_CONFIG = PROJECT / "assistant" / "dialogue" / "config.yml"
RASA_DEFAULT = HERE / "rasa_default.yml"

#: Lines named before the clock runs: the first ones pay for imports and caches.
WARMING_UP = 20

Namer = Callable[[str], tuple[str, float]]


class UnknownPipeline(ValueError):
    """The name is none of the pipelines."""


# the pipelines that Rasa runs ------------------------------------------------------------------------------


def _prepare_rasa(pipeline: str) -> None:
    """Before the first import of Rasa: ours leaves TensorFlow out, Rasa's default needs it."""
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", RASA_TELEMETRY_ENABLED="false", LOG_LEVEL="ERROR")
    if pipeline == "ours":
        from assistant.dialogue.quiet_start import prepare_for_rasa

        prepare_for_rasa()
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"


def _config(pipeline: str, folder: Path, diet_epochs: int) -> Path:
    if pipeline == "ours":
        return OUR_CONFIG
    text = RASA_DEFAULT.read_text(encoding="utf-8").replace("epochs: 100", f"epochs: {diet_epochs}")
    config = folder / "config.yml"
    config.write_text(text, encoding="utf-8")
    return config


def _learn_with_rasa(pipeline: str, folder: Path, diet_epochs: int) -> None:
    _prepare_rasa(pipeline)
    os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
    import rasa.telemetry
    from rasa.model_training import train_nlu

    # It writes an id of the user into the home folder even when reporting is switched off.
    rasa.telemetry.initialize_telemetry = lambda: False
    config = _config(pipeline, folder, diet_epochs)
    train_nlu(str(config), str(NLU_DATA), str(folder), fixed_model_name="model", domain=str(PROJECT / "domain.yml"))


def _load_with_rasa(pipeline: str, folder: Path) -> Namer:
    _prepare_rasa(pipeline)
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    agent = Agent.load(str(folder / "model.tar.gz"))
    processor = agent.processor
    assert processor is not None
    if pipeline == "ours":
        from assistant.dialogue.plain_words import read_commands_as_words

        read_commands_as_words()
    loop = asyncio.new_event_loop()

    def name(text: str) -> tuple[str, float]:
        intent = loop.run_until_complete(processor.parse_message(UserMessage(text)))["intent"]
        return str(intent["name"]), float(intent["confidence"])

    return name


# the pipelines of bare scikit-learn -----------------------------------------------------------------------------


def phrases() -> list[tuple[str, str]]:
    """Every training phrase of `nlu_data` with its intent."""
    from ruamel.yaml import YAML

    reader = YAML(typ="safe")
    found = []
    for file in sorted(NLU_DATA.glob("*/*.yml")):
        for block in reader.load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = (line.strip() for line in block["examples"].splitlines())
            found += [(line[2:].strip(), block["intent"]) for line in lines if line.startswith("- ")]
    return found


def _learn_with_sklearn(pipeline: str, folder: Path) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    learners = {
        "sklearn_logistic": LogisticRegression(C=30.0, class_weight="balanced", solver="liblinear", multi_class="ovr"),
        "sklearn_svm": LinearSVC(class_weight="balanced"),
    }
    texts, intents = zip(*phrases(), strict=True)
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True)
    model = make_pipeline(vectors, learners[pipeline]).fit(texts, intents)
    with (folder / "model.pickle").open("wb") as file:
        pickle.dump(model, file)


def _load_with_sklearn(pipeline: str, folder: Path) -> Namer:
    import numpy as np

    with (folder / "model.pickle").open("rb") as file:
        model = pickle.load(file)

    def name(text: str) -> tuple[str, float]:
        if pipeline == "sklearn_logistic":
            likely = model.predict_proba([text])[0]
        else:
            distances = model.decision_function([text])[0]
            likely = np.exp(distances - distances.max())
            likely /= likely.sum()
        best = int(likely.argmax())
        return str(model.classes_[best]), float(likely[best])

    return name


# the two commands -----------------------------------------------------------------------------------------------

PIPELINES = ("ours", "rasa_default", "sklearn_logistic", "sklearn_svm")


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def learn(pipeline: str, folder: Path, diet_epochs: int) -> dict[str, Any]:
    """Learn and keep the model in the folder; the seconds hold the imports and the writing too."""
    begun = time.monotonic()
    if pipeline.startswith("sklearn"):
        _learn_with_sklearn(pipeline, folder)
    else:
        _learn_with_rasa(pipeline, folder, diet_epochs)
    seconds = time.monotonic() - begun
    return {"seconds": round(seconds, 1), "peak_mb": _peak_mb(), "phrases": len(phrases())}


def name_lines(pipeline: str, folder: Path, lines: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Name the intent of every line and take the time of each."""
    load = _load_with_sklearn if pipeline.startswith("sklearn") else _load_with_rasa
    name = load(pipeline, folder)
    for line in lines[:WARMING_UP]:
        name(line["text"])
    found, times = [], []
    for line in lines:
        begun = time.perf_counter()
        intent, confidence = name(line["text"])
        times.append(time.perf_counter() - begun)
        found.append({"id": line["id"], "intent": intent, "confidence": round(confidence, 4)})
    return {"milliseconds": round(1000 * statistics.median(times), 2), "peak_mb": _peak_mb(), "found": found}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands.

    Raises:
        UnknownPipeline: the pipeline is none of `PIPELINES`.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("learn", "name"))
    parser.add_argument("pipeline")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--diet-epochs", type=int, default=100)
    options = parser.parse_args(arguments)
    if options.pipeline not in PIPELINES:
        raise UnknownPipeline(f"{options.pipeline} is none of {', '.join(PIPELINES)}")
    with contextlib.redirect_stdout(sys.stderr):  # Rasa prints where the model lies
        if options.command == "learn":
            done = learn(options.pipeline, options.folder, options.diet_epochs)
        else:
            done = name_lines(options.pipeline, options.folder, [json.loads(line) for line in sys.stdin])
    print(json.dumps(done, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
