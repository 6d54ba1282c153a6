"""A real MarianMT model, small enough to be trained by the test run itself: 2+1 layers, a few hundred pieces.

It overfits a toy grammar (animals and companies) and learns one marked term, which is what the tests look at.
Everything is deterministic: fixed seed, one thread, no dropout.
"""

from __future__ import annotations

import itertools
import json
import warnings
from pathlib import Path

SUBJECTS = (
    ("Der Hund", "The dog"),
    ("Die Katze", "The cat"),
    ("Das Unternehmen", "The company"),
    ("Der Vorstand", "The board"),
    ("Ein Einhorn", "A unicorn"),
)
VERBS = (("kauft", "buys"), ("sieht", "sees"))
OBJECTS = (
    ("den Hund", "the dog"),
    ("das Unternehmen", "the company"),
    ("die Bank", "the bank"),
    ("Chips", "chips"),
    ("die Bewertung", "the rating"),
)
MARKED = {"Vorstand": "executive board", "Bewertung": "valuation"}
"""Terms the model has seen in marks; without marks it says "board" and "rating"."""


def pairs() -> list[tuple[str, str]]:
    """All sentences of the toy grammar, plain and with inline term marks."""
    plain = [
        (f"{subject} {verb} {thing}.", f"{english} {action} {item}.")
        for (subject, english), (verb, action), (thing, item) in itertools.product(SUBJECTS, VERBS, OBJECTS)
    ]
    marked = []
    for source, target in plain:
        for word, term in MARKED.items():
            if word in source:
                old = {"Vorstand": "board", "Bewertung": "rating"}[word]
                marked.append((source.replace(word, f"{word} <t> {term} </t>"), target.replace(old, term)))
    longer = [(f"{a[0][:-1]}, {b[0]}", f"{a[1][:-1]}, {b[1]}") for a, b in zip(plain[::3], plain[5::3], strict=False)]
    return plain + marked + longer


def build(folder: Path, *, steps: int = 280) -> Path:
    """Train the model and write it in the Hugging Face format: config, safetensors, SentencePiece, vocabulary."""
    import sentencepiece
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    data = pairs()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([side for pair in data for side in pair if "<t>" not in side]),
        model_prefix=str(folder / "source"), vocab_size=160, model_type="bpe", character_coverage=1.0,
        user_defined_symbols=["<t>", "</t>"], minloglevel=2, num_threads=1, byte_fallback=False,
    )  # fmt: skip
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "source.vocab").unlink()
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    words = ["</s>", "<unk>"] + [pieces.id_to_piece(i) for i in range(3, pieces.get_piece_size())] + ["<pad>"]
    vocabulary = {word: index for index, word in enumerate(words)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    settings = {"source_lang": "de", "target_lang": "en", "model_max_length": 512, "tokenizer_class": "MarianTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "README.md").write_text("---\nlicense: mit\n---\nToy model of the test suite.\n", encoding="utf-8")

    pad = vocabulary["<pad>"]
    torch.manual_seed(7)
    config = MarianConfig(
        vocab_size=len(words), d_model=64, encoder_layers=2, decoder_layers=1, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=128, decoder_ffn_dim=128, dropout=0.0, attention_dropout=0.0,
        activation_dropout=0.0, activation_function="swish", max_position_embeddings=128, scale_embedding=True,
        pad_token_id=pad, eos_token_id=0, bos_token_id=0, decoder_start_token_id=pad, forced_eos_token_id=0,
        static_position_embeddings=True, normalize_embedding=False,
    )  # fmt: skip
    model = MarianMTModel(config)
    _fit(model, data, pieces, vocabulary, pad, steps)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.save_pretrained(folder)
    return folder


def _fit(model, data, pieces, vocabulary, pad, steps):
    import torch

    def ids(text: str) -> list[int]:
        return [vocabulary.get(piece, 1) for piece in pieces.encode(text, out_type=str)] + [0]

    encoded = [(ids(source), ids(target)) for source, target in data]
    generator = torch.Generator().manual_seed(3)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps, pct_start=0.15)
    model.train()
    with torch.no_grad():
        model.model.shared.weight[pad].zero_()
    for _ in range(steps):
        batch = [encoded[i] for i in torch.randperm(len(encoded), generator=generator)[:32].tolist()]
        sources, targets = ([row[side] for row in batch] for side in (0, 1))
        source = torch.tensor([row + [pad] * (max(map(len, sources)) - len(row)) for row in sources])
        labels = torch.tensor([row + [-100] * (max(map(len, targets)) - len(row)) for row in targets])
        loss = model(input_ids=source, attention_mask=(source != pad).long(), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        with torch.no_grad():
            model.model.shared.weight[pad].zero_()  # Marian's decoder starts from zeros
    model.eval()
