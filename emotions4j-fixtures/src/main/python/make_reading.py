"""Makes what transformers answers to long texts, and what it makes of a vocabulary and the settings beside it.

How to run, from the root of the repository, after make_architectures.py (versions in requirements.txt):

    ~/.cache/emotions4j/venv/bin/python emotions4j-fixtures/src/main/python/make_reading.py

It writes into src/main/resources/io/github/emotions4j/fixtures/ of this module:

  MODEL/windows.json       for long texts: ids and scores of each window over the text, and the scores of the whole
  tokenizer-settings.json  for many settings of vocab.txt, and of vocab.json with merges.txt: the tokenizer.json that
                           transformers makes of them, without its vocabulary, and ids of some texts
"""

import json
import logging
import math
import pathlib
import tempfile

import tokenizers
import torch
import transformers
from make_architectures import LONG_TEXTS, MODELS, SINGLE, TARGET, TOKENS, floats
from transformers import AutoModelForSequenceClassification, AutoTokenizer

MORE_LONG_TEXTS = [
    "I love it! " * 15,
    "日本語のテキスト I am so happy 😀 " * 12,
    "I feel <mask> today [MASK] </s> <pad> [SEP] <s> " * 12,
    "My dog died yesterday and I feel so sad. " * 5 + "Thanks for the help, that is a relief. " * 40,
]


def windows(content, room):
    """Where windows begin: each shares a quarter with the one before, the last ends where the text ends."""
    step = room - room // 4
    count = 1 + math.ceil((len(content) - room) / step)
    return [content[start : start + room] for start in (min(i * step, len(content) - room) for i in range(count))]


def long_rows(model, made, tokens):
    for text in LONG_TEXTS + MORE_LONG_TEXTS:
        content = tokens(text, add_special_tokens=False).input_ids
        room = TOKENS - 2
        if len(content) <= room:  # 2000 x's are one unknown word to WordPiece
            continue
        rows = [tokens.build_inputs_with_special_tokens(window) for window in windows(content, room)]
        with torch.no_grad():
            logits = torch.cat([made(input_ids=torch.tensor([row])).logits for row in rows])
        single = model.problem == SINGLE or (model.problem is None and len(model.labels) > 1)
        scores = logits.softmax(1) if single else logits.sigmoid()
        whole = scores.mean(0) if single else scores.max(0).values
        yield {
            "text": text,
            "windows": [{"inputIds": row, "scores": floats(each.numpy())} for row, each in zip(rows, scores)],
            "scores": floats(whole.numpy()),
        }


def write_windows(model):
    folder = TARGET / model.folder
    tokens = AutoTokenizer.from_pretrained(folder)
    made = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in long_rows(model, made, tokens))
    (folder / "windows.json").write_text(head(torch, transformers, tokenizers) + ', "texts": [\n' + lines + "\n]}\n")


def head(*packages):
    versions = {package.__name__: package.__version__.split("+")[0] for package in packages}
    return json.dumps({"generator": "make_reading.py", "licence": "Apache-2.0", "versions": versions})[:-1]


def token(content, **wishes):
    plain = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return dict(content=content, **{**plain, **wishes})


WORD_PIECE_SETTINGS = {
    "nothing": {},
    "keeps case": {"tokenizer_config": {"do_lower_case": False}},
    "keeps case, strips accents, joins Chinese": {
        "tokenizer_config": {"do_lower_case": False, "strip_accents": True, "tokenize_chinese_chars": False}},
    "lower case, keeps accents": {
        "tokenizer_config": {"strip_accents": False, "tokenizer_class": "DistilBertTokenizer"}},
    "tokens by name": {
        "special_tokens_map": {"cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]", "unk_token": "[UNK]",
                               "mask_token": "[MASK]"}},
    "added_tokens.json": {
        "added_tokens": {"NEWTOK": 340, "<ent>": 341}, "special_tokens_map": {"additional_special_tokens": ["<ent>"]}},
    "special tokens with wishes": {
        "tokenizer_config": {"do_lower_case": False, "additional_special_tokens": ["<left>"]},
        "special_tokens_map": {"mask_token": token("[MASK]", lstrip=True),
                               "additional_special_tokens": [token("<ent>"), token("<right>", rstrip=True)]}},
    "added_tokens_decoder": {
        "tokenizer_config": {
            "added_tokens_decoder": {
                "0": token("[PAD]"), "1": token("[UNK]"), "2": token("[CLS]"), "3": token("[SEP]"), "4": token("[MASK]"),
                "340": token("word", single_word=True, special=False),
                "341": token("NewTok", normalized=True, special=False), "345": token("<right>", rstrip=True)},
            "additional_special_tokens": ["<right>"]},
        "special_tokens_map": {"cls_token": "[SEP]", "mask_token": token("[MASK]", lstrip=True)},
        "added_tokens": {"NEWTOK": 400}},
    "added_tokens_decoder with wishes of a default token": {
        "tokenizer_config": {
            "added_tokens_decoder": {"4": token("[MASK]", lstrip=True, normalized=True, special=False)}}},
    "other special tokens, not in the vocabulary": {
        "tokenizer_config": {
            "cls_token": "<s>", "mask_token": None, "do_lower_case": False,
            "sep_token": {"__type": "AddedToken", "content": "</s>", "lstrip": False, "rstrip": True,
                          "normalized": True, "single_word": False}}},
    "one token for both ends": {"special_tokens_map": {"cls_token": "[CLS]", "sep_token": "[CLS]"}},
}

BYTE_LEVEL_SETTINGS = {
    "nothing": {},
    "prefix space": {"tokenizer_config": {"add_prefix_space": True}},
    "offsets with spaces": {"tokenizer_config": {"trim_offsets": False, "tokenizer_class": "RobertaTokenizerFast"}},
    "tokens by name": {
        "special_tokens_map": {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>",
                               "pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>"}},
    "tokens with wishes": {
        "tokenizer_config": {"add_prefix_space": True},
        "special_tokens_map": {"bos_token": token("<s>", normalized=True), "eos_token": token("</s>"),
                               "sep_token": token("</s>", rstrip=True), "mask_token": token("<mask>", rstrip=True)}},
    "added_tokens.json": {
        "added_tokens": {"<ent>": 380, "NEWTOK": 381},
        "special_tokens_map": {"additional_special_tokens": ["<ent>", "<left>"],
                               "mask_token": token("<mask>", lstrip=True)}},
    "added_tokens_decoder": {
        "tokenizer_config": {
            "added_tokens_decoder": {
                "0": token("<s>", normalized=True), "1": token("<pad>", normalized=True),
                "2": token("</s>", normalized=True), "3": token("<unk>", normalized=True),
                "379": token("<mask>", lstrip=True), "380": token("NEWTOK", special=False, normalized=True),
                "381": token("word", special=False, single_word=True, normalized=True), "382": token("<ent>")},
            "mask_token": "<mask>", "additional_special_tokens": ["<ent>"]}},
    "the mask among added_tokens.json": {"added_tokens": {"<mask>": 379}},
    "other special tokens, not in the vocabulary": {
        "tokenizer_config": {"cls_token": "[CLS]", "bos_token": "[CLS]", "sep_token": "[SEP]", "eos_token": "[SEP]",
                             "mask_token": "[MASK]"}},
}

SETTINGS_TEXTS = [
    "",
    "I feel so Naïve, 日本語 x2",
    "[CLS] you [MASK] <s> me  </s> he <mask>",
    "NEWTOK newtok NewTok a<ent> b <right>  c  <left>d word words",
]


def settings_rows():
    for kind, folder, files, settings in (
        ("bert", "bert-uncased", ["vocab.txt"], WORD_PIECE_SETTINGS),
        ("roberta", "roberta", ["vocab.json", "merges.txt"], BYTE_LEVEL_SETTINGS),
    ):
        for name, contents in settings.items():
            yield settings_row(kind, TARGET / folder, files, name, contents)


def settings_row(kind, source, files, name, contents):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for file in files:
            (folder / file).write_bytes((source / file).read_bytes())
        contents = {"config": {"model_type": kind}, **contents}
        for file, content in contents.items():
            (folder / (file + ".json")).write_text(json.dumps(content), encoding="utf-8")
        made = AutoTokenizer.from_pretrained(place)
    expected = json.loads(made.backend_tokenizer.to_str())
    del expected["model"]["vocab"]
    expected["model"].pop("merges", None)
    texts = [{"text": text, "inputIds": made(text).input_ids} for text in SETTINGS_TEXTS]
    return {"name": kind + ": " + name, "files": contents, "tokenizer": expected, "texts": texts}


def main():
    logging.getLogger("transformers").setLevel(logging.ERROR)
    for model in MODELS:
        write_windows(model)
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in settings_rows())
    file = TARGET / "tokenizer-settings.json"
    file.write_text(head(transformers, tokenizers) + ', "settings": [\n' + rows + "\n]}\n")


if __name__ == "__main__":
    main()
