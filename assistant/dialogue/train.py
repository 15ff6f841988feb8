"""Train the dialogue model from domain.yml, config.yml and nlu_data/, unless the model of these inputs is there."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .model_files import CONFIG, DOMAIN, NLU_DATA, PROJECT, RASA_VERSION, current_model, data_folder, forget_old_models
from .quiet_start import prepare_for_rasa

#: Below this an intent cannot be learnt at all; real data has dozens of phrases per intent and language.
FEWEST_PHRASES = 2


class CannotTrain(RuntimeError):
    """The training data or the environment is not right. The message says what to do."""


def _check_release() -> None:
    import rasa

    if rasa.__version__ != RASA_VERSION:
        raise CannotTrain(f"this is rasa {rasa.__version__}, the assistant needs rasa=={RASA_VERSION}: run make setup")


def check_phrases(intents_of_domain: set[str], phrases: Counter[str]) -> None:
    """Check that the phrases and the domain speak of the same intents.

    Args:
        intents_of_domain: the intents of domain.yml.
        phrases: number of training phrases per intent.

    Raises:
        CannotTrain: naming the intents that differ.
    """
    unknown = sorted(set(phrases) - intents_of_domain)
    if unknown:
        raise CannotTrain(f"nlu_data has phrases for {', '.join(unknown)}, which domain.yml does not know")
    scarce = sorted(intent for intent in intents_of_domain if phrases[intent] < FEWEST_PHRASES)
    if scarce:
        raise CannotTrain(f"nlu_data has fewer than {FEWEST_PHRASES} phrases for {', '.join(scarce)}")


def read_phrases(project: Path = PROJECT) -> tuple[set[str], Counter[str]]:
    """The intents of domain.yml, and how many training phrases nlu_data has for each intent.

    Raises:
        CannotTrain: naming the file that is not YAML or not training data.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    reader = YAML(typ="safe")
    phrases: Counter[str] = Counter()
    for path in sorted((project / "nlu_data").rglob("*.yml")):
        try:
            for block in reader.load(path.read_text(encoding="utf-8")).get("nlu", []):
                examples = block.get("examples", "")
                lines = examples.splitlines() if isinstance(examples, str) else ["- " for _ in examples]
                phrases[block["intent"]] += sum(line.lstrip().startswith("- ") for line in lines)
        except (YAMLError, AttributeError, KeyError, TypeError, UnicodeDecodeError) as fault:
            raise CannotTrain(f"{path} is not training data as Rasa reads it: {fault!r}") from fault
    return set(reader.load(project / "domain.yml")["intents"]), phrases


def train(data: Path) -> Path:
    """Train and keep the model of the current inputs.

    Training takes place beside the final name; the file appears there complete or not at all.

    Raises:
        CannotTrain: when the data or the environment is not right.
    """
    intents, phrases = read_phrases()
    check_phrases(intents, phrases)
    print(f"training on {sum(phrases.values())} phrases of {len(phrases)} intents", flush=True)
    model = current_model(data)
    model.parent.mkdir(parents=True, exist_ok=True)
    prepare_for_rasa()
    from .closed_outside import close_the_outside
    from .wordless_log import write_wordless_log

    write_wordless_log(sys.stderr)
    close_the_outside(None)
    _check_release()
    import rasa.telemetry
    from rasa.model_training import train as train_with_rasa
    from rasa.shared.exceptions import RasaException

    # Training asks this, and it writes an id of the user into the home folder even when reporting is switched off.
    rasa.telemetry.initialize_telemetry = lambda: False

    try:
        with tempfile.TemporaryDirectory(prefix=".training-", dir=model.parent) as workplace:
            os.environ["RASA_CACHE_DIRECTORY"] = workplace
            said = io.StringIO()  # names the temporary path only, unless something is wrong
            with contextlib.redirect_stdout(said):
                result = train_with_rasa(
                    domain=str(DOMAIN),
                    config=str(CONFIG),
                    training_files=[str(NLU_DATA)],
                    output=workplace,
                    fixed_model_name="model",
                    force_training=True,
                )
            if result.model is None or result.code != 0:
                raise CannotTrain(f"Rasa did not make a model (code {result.code}): {said.getvalue()}")
            os.replace(result.model, model)
    except RasaException as fault:
        raise CannotTrain(str(fault)) from fault
    return model


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="assistant.dialogue.train", description=__doc__)
    parser.add_argument("--data", help="folder of runtime data; default INTAKE_DATA, else var")
    parser.add_argument("--print-path", action="store_true", help="only print where the model is or would be")
    options = parser.parse_args(arguments)
    data = data_folder(options.data)
    model = current_model(data)
    if options.print_path:
        print(model)
        return 0
    if model.is_file():
        os.utime(model)  # in use again, so not the next one to be forgotten
        print(f"the dialogue model is up to date: {model}")
        return 0
    begun = time.monotonic()
    try:
        train(data)
    except CannotTrain as problem:
        print(f"The dialogue model cannot be trained: {problem}", file=sys.stderr)
        return 1
    print(f"the dialogue model was trained in {time.monotonic() - begun:.0f} s: {model}")
    for old in forget_old_models(data):
        print(f"deleted an older model: {old}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
