"""Genuine packages of the Argos format, made on the spot: a tokeniser trained on a few constructed lines, a Transformer with
random weights, metadata, zipped. About 0.3 MB; the words they make mean nothing, the loader that loads them is the real one.

``build_package(folder, "ar", "en")`` gives the path of a ``.argosmodel``; ``build_model`` the parts before they are packed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

LINES = {
    "ar": ["أنا من سوريا وأسكن في هولندا", "عندي ولدان ويذهبان إلى المدرسة", "كنت أعمل معلما في حلب"],
    "ti": ["ኣነ ካብ ኤርትራ እየ ኣብ ሆላንድ ይነብር", "ክልተ ደቂ ኣለዉኒ ናብ ቤት ትምህርቲ ይኸዱ", "ኣብ ኣስመራ መምህር ነይረ"],
    "fa": ["من از افغانستان هستم و در هالند زندگی می‌کنم", "دو طفل دارم که مکتب می‌روند", "در کابل معلم بودم"],
    "nl": ["Ik kom uit Syrië en ik woon in Nederland", "Ik heb twee kinderen, zij gaan naar school", "Ik was leraar"],
    "en": ["I am from Syria, I live in the Netherlands", "I have two children who go to school", "I was a teacher"],
}
VOCABULARY = 160
WIDTH, HEADS, LAYERS, INNER = 48, 4, 2, 96


def build_package(
    folder: Path, from_code: str, to_code: str, version: str = "1.0", *, ends: bool = True, **metadata: Any
) -> Path:
    """A ``.argosmodel`` file in ``folder``; the same arguments give the same weights."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"translate-{from_code}_{to_code}-{version.replace('.', '_')}.argosmodel"
    root = f"translate-{from_code}_{to_code}"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(folder, from_code, to_code, version, ends=ends, **metadata).items():
            archive.writestr(f"{root}/{name}", content)
    return file


def package_files(
    folder: Path, from_code: str, to_code: str, version: str = "1.0", *, ends: bool = True, **metadata: Any
) -> dict[str, bytes]:
    """The files of a package by their path in it."""
    model = folder / f".model-{from_code}-{to_code}-{version}-{ends}"
    build_model(model, from_code, to_code, version, ends=ends)
    told = {
        "package_version": version, "argos_version": "1.9", "from_code": from_code, "from_name": from_code.upper(),
        "to_code": to_code, "to_name": to_code.upper(), **metadata,
    }  # fmt: skip
    files = {"metadata.json": json.dumps(told).encode(), "README.md": b"Random weights, for tests.\n"}
    for file in sorted(model.iterdir()):
        inner = file.name if file.name == "sentencepiece.model" else f"model/{file.name}"
        files[inner] = file.read_bytes()
    return files


def build_model(folder: Path, from_code: str, to_code: str, version: str = "1.0", *, ends: bool = True) -> Path:
    """A CTranslate2 model with ``sentencepiece.model`` beside it, as the converters make them.

    With ``ends=False`` no sentence it makes comes to an end by itself.
    """
    if (folder / "model.bin").exists():
        return folder
    lines = [line for code in (from_code, to_code) for line in LINES.get(code, LINES["en"])]
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 3), model_writer=trained, vocab_size=VOCABULARY, model_type="unigram",
        character_coverage=1.0, hard_vocab_limit=False, minloglevel=2, num_threads=1, bos_id=1, eos_id=2, unk_id=0,
    )  # fmt: skip
    tokeniser = sentencepiece.SentencePieceProcessor(model_proto=trained.getvalue())
    words = [tokeniser.id_to_piece(number) for number in range(tokeniser.get_piece_size())]
    spec = ctranslate2.specs.TransformerSpec.from_config(LAYERS, HEADS, pre_norm=True)
    seed = int(hashlib.sha256(f"{from_code} {to_code} {version}".encode()).hexdigest()[:8], 16)
    _fill(spec, len(words), np.random.default_rng(seed), ends)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(_made(folder))
    (folder / "sentencepiece.model").write_bytes(trained.getvalue())
    return folder


def _made(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _fill(spec: Any, vocabulary: int, random: np.random.Generator, ends: bool) -> None:
    def numbers(*shape: int) -> Any:
        return random.normal(0, 0.3, shape).astype(np.float32)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def linear(layer: Any, out: int, inner: int) -> None:
        layer.weight, layer.bias = numbers(out, inner), np.zeros(out, np.float32)

    def positions(layer: Any) -> None:
        angles = np.arange(512)[:, None] / np.power(10_000, np.arange(WIDTH // 2) / (WIDTH // 2))
        layer.encodings = np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)

    def attention(layer: Any, own: bool) -> None:
        norm(layer.layer_norm)
        shapes = [3 * WIDTH, WIDTH] if own else [WIDTH, 2 * WIDTH, WIDTH]
        for part, out in zip(layer.linear, shapes, strict=True):
            linear(part, out, WIDTH)

    def feed_forward(layer: Any) -> None:
        norm(layer.layer_norm)
        linear(layer.linear_0, INNER, WIDTH)
        linear(layer.linear_1, WIDTH, INNER)

    encoder, decoder = spec.encoder, spec.decoder
    embeddings = encoder.embeddings[0] if isinstance(encoder.embeddings, list) else encoder.embeddings
    for part in (embeddings, decoder.embeddings):
        part.weight = numbers(vocabulary, WIDTH)
    for part in (encoder, decoder):
        positions(part.position_encodings)
        norm(part.layer_norm)
    for layer in encoder.layer:
        attention(layer.self_attention, True)
        feed_forward(layer.ffn)
    for layer in decoder.layer:
        attention(layer.self_attention, True)
        attention(layer.attention, False)
        feed_forward(layer.ffn)
    linear(decoder.projection, vocabulary, WIDTH)
    # the longer a sentence gets, the likelier its end; without it every sentence would run to the limit
    decoder.position_encodings.encodings[:, 0] = np.arange(512) * 0.5
    decoder.projection.weight[2], decoder.projection.weight[2][0] = 0, 6 if ends else -6
