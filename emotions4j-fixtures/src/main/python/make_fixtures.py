"""Makes the tiny untrained BERT classifier that the tests use, and what transformers answers with it.

How to run, from the root of the repository (Python 3.11, versions in requirements.txt):

    python3 -m venv ~/.cache/emotions4j/venv
    ~/.cache/emotions4j/venv/bin/pip install -r emotions4j-fixtures/src/main/python/requirements.txt
    ~/.cache/emotions4j/venv/bin/python emotions4j-fixtures/src/main/python/make_fixtures.py

It writes src/main/resources/io/github/emotions4j/fixtures/tiny-bert/ of this module: a Hugging Face folder
(config.json, tokenizer.json, tokenizer_config.json, model.safetensors), the graph that torch exports from it
(model.onnx) and golden.json. Everything is made here from a fixed seed: no weights or data of others are inside.
"""

import collections
import json
import logging
import pathlib
import re

import onnx
import torch
import transformers
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertTokenizerFast,
    TextClassificationPipeline,
)

SEED = 20240501
POSITIONS = 64
TARGET = pathlib.Path(__file__).parents[1] / "resources/io/github/emotions4j/fixtures/tiny-bert"

LABELS = (
    "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval "
    "disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief "
    "remorse sadness surprise neutral"
).split()

SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

VOCABULARY_TEXT = """
I am not having a great day. I am so happy for you, thank you very much! What a lovely surprise, I love it.
I can't believe you did that, this is terrible and I am angry. Why would anyone want this? I have no idea what is
going on here. I hope it gets better soon, take care of yourself. My dog died yesterday and I feel so sad.
That was disgusting. I was scared of the dark when I was a child. Congratulations, you must be proud of your work!
I just realized that the show starts tomorrow. Thanks for the help, that is a relief. Sorry, I did not mean to hurt
you. Haha, that is the funniest thing I have seen all week. He is waiting for the bus at the station. This cafe is
good and the naive waiter was nice. The weather is fine and the train is late again. Do you know where she lives?
"""

OTHER_CHARACTERS = "❤日本語السלוםяжéß™"

TEXTS = [
    "",
    " ",
    "I am not having a great day",
    "I love it!",
    "Thanks for the help, that is a relief.",
    "WHAT A LOVELY SURPRISE",
    "I can't believe you did that...",
    "Why would anyone want this?!?!",
    "My dog died yesterday and I feel so sad.",
    "I’m “really” sorry — about that",
    "the café was naïve, Ångström and ß",
    "cafe\u0301 decomposed",
    "I am so happy 😀😂❤️",
    "family 👨‍👩‍👧‍👦 and 🏳️‍🌈 flag",
    "🇫🇷🇯🇵",
    "日本語のテキスト",
    "我爱你 very much",
    "السلام عليكم",
    "שלום world",
    "\u202eright to left override\u202c",
    "Я жду тебя",
    "tab\tand\nnewline\r\nand\u00a0no-break space",
    "control \u0001\u0007 characters \u007f and \u0000 zero",
    "zero\u200bwidth\ufeffspaces",
    "I feel [MASK] today",
    "[CLS] hello [SEP] you [PAD]",
    "[cls] [unknown] [UNK]",
    "   leading and trailing spaces   ",
    "http://example.org/?q=1&r=2 @user #tag $5.00 50%",
    "ﬁne ligature and ＦＵＬＬ width",
    "Donaudampfschifffahrtsgesellschaft",
    "a" * 101,
    "I İstanbul ıI",
    "x² ½ ①",
]


def vocabulary():
    """Special tokens, single characters as first and later pieces, then whole words and endings of the text."""
    words = collections.Counter(re.findall(r"[a-z]+", VOCABULARY_TEXT.lower()))
    characters = [chr(code) for code in range(33, 127) if not chr(code).isupper()]
    pieces = SPECIAL_TOKENS + characters + sorted(set(OTHER_CHARACTERS))
    pieces += ["##" + character for character in characters if character.isalnum()]
    pieces += ["##" + character for character in sorted(set(OTHER_CHARACTERS)) if character.isalpha()]
    pieces += sorted(word for word in words if len(word) > 1)
    pieces += ["##ing", "##ed", "##er", "##est", "##ly", "##s'", "##ness", "##ation", "##able", "##en", "##in", "##es"]
    return list(dict.fromkeys(pieces))


def tokenizer(folder):
    vocabulary_file = folder / "vocab.txt"
    vocabulary_file.write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    made = BertTokenizerFast(str(vocabulary_file), do_lower_case=True, model_max_length=POSITIONS)
    made.save_pretrained(folder)
    for not_needed in ("vocab.txt", "special_tokens_map.json"):
        (folder / not_needed).unlink()
    return made


def model(vocabulary_size):
    config = BertConfig(
        vocab_size=vocabulary_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=POSITIONS,
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
        problem_type="multi_label_classification",
        attn_implementation="eager",
    )
    torch.manual_seed(SEED)
    made = BertForSequenceClassification(config).eval()
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            spread = torch.randn_like(parameter)
            if name.endswith("LayerNorm.weight"):
                parameter.copy_(1 + 0.2 * spread)
            elif name.endswith("bias"):
                parameter.copy_(0.1 * spread)
            elif "embeddings" in name:
                parameter.copy_(0.5 * spread)
            else:
                parameter.copy_(spread * (1.3 / parameter.shape[1] ** 0.5))
    return made


def export(made, file):
    """The reference graph: inputs and output named as Optimum and transformers.js name them."""
    ids = torch.tensor([[2, 7, 9, 3], [2, 8, 3, 0]])
    mask = (ids != 0).long()
    axes = {name: {0: "batch", 1: "sequence"} for name in ("input_ids", "attention_mask", "token_type_ids")}
    torch.onnx.export(
        made,
        (ids, mask, torch.zeros_like(ids)),
        str(file),
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=["logits"],
        dynamic_axes={**axes, "logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(file), full_check=True)


def golden(made, tokens):
    long_text = "love " * (POSITIONS - 2)
    pipeline = TextClassificationPipeline(model=made, tokenizer=tokens, top_k=None, device=-1)
    rows = []
    for text in TEXTS + [long_text.strip()]:
        encoded = tokens(text, return_tensors="pt")
        assert encoded.input_ids.shape[1] <= POSITIONS, text
        with torch.no_grad():
            logits = made(**encoded).logits[0]
        scores = {entry["label"]: entry["score"] for entry in pipeline([text])[0]}
        rows.append(
            {
                "text": text,
                "inputIds": encoded.input_ids[0].tolist(),
                "logits": [float(str(value)) for value in logits.numpy()],
                "scores": [scores[label] for label in LABELS],
            }
        )
    return rows


def write_golden(rows, file):
    versions = {"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__}
    lines = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    head = json.dumps({"generator": "make_fixtures.py", "licence": "Apache-2.0", "versions": versions, "labels": LABELS})
    file.write_text(head[:-1] + ', "texts": [\n' + lines + "\n]}\n", encoding="utf-8")


def main():
    logging.getLogger("transformers").setLevel(logging.ERROR)
    TARGET.mkdir(parents=True, exist_ok=True)
    tokens = tokenizer(TARGET)
    made = model(len(tokens))
    made.save_pretrained(TARGET)
    export(made, TARGET / "model.onnx")
    rows = golden(made, tokens)
    write_golden(rows, TARGET / "golden.json")
    logits = torch.tensor([row["logits"] for row in rows])
    print(f"{len(tokens)} pieces, {len(rows)} texts, logits std {logits.std():.2f}, per label {logits.std(0).mean():.2f}")


if __name__ == "__main__":
    main()
