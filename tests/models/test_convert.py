"""Our conversion against CTranslate2's own, variable by variable."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from xling.models import convert


@pytest.mark.torch
def test_conversion_equals_ctranslate2s_own(marian_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("transformers")
    from ctranslate2.converters import TransformersConverter
    from transformers.utils import logging

    logging.disable_progress_bar()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = TransformersConverter(str(marian_folder))._load()
    theirs.validate()
    config = json.loads((marian_folder / "config.json").read_text(encoding="utf-8"))
    ours = convert._spec(config, convert._read_weights(marian_folder))
    convert._register_vocabulary(ours, marian_folder, config, padded=False)
    ours.validate()
    expected, found = theirs.variables(), ours.variables()
    assert expected.keys() == found.keys()
    for name, value in expected.items():
        left, right = (np.asarray(v.numpy() if hasattr(v, "numpy") else v) for v in (value, found[name]))
        np.testing.assert_array_equal(left, right, err_msg=name)
    assert theirs.config.to_dict() == ours.config.to_dict()


def test_positions_are_marians() -> None:
    """transformers' MarianSinusoidalPositionalEmbedding: sines first, cosines behind; checked for width 4 by hand."""
    table = convert.sinusoidal(3, 4)
    assert table.shape == (3, 4)
    np.testing.assert_allclose(table[0], [0, 0, 1, 1])
    np.testing.assert_allclose(table[2], [np.sin(2), np.sin(0.02), np.cos(2), np.cos(0.02)], rtol=1e-6)


def test_a_pad_row_with_content_is_kept_and_never_generated(marian_folder: Path, tmp_path: Path) -> None:
    """A model trained with transformers alone starts from its <pad>; one converted from Marian, from zeros."""
    config = json.loads((marian_folder / "config.json").read_text(encoding="utf-8"))
    weights = dict(convert._read_weights(marian_folder))
    plain = convert._spec(config, weights)
    shared = weights["model.shared.weight"].copy()
    shared[-1] = 0.5
    kept = convert._spec(
        config, {"model.shared.weight": shared} | {k: v for k, v in weights.items() if k != "model.shared.weight"}
    )
    assert kept.decoder.embeddings.weight.shape[0] == plain.decoder.embeddings.weight.shape[0] + 1
    assert kept.config.decoder_start_token == "<pad>"
    assert kept.decoder.projection.bias[-1] < -1000
