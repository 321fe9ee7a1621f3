"""Makes a classifier with random weights: the GoEmotions labels, sizes of real models, a whole tokenizer.

    make_model.py {bert-6x384|roberta-base} OUTPUT GOEMOTIONS_FOLDER TOKENIZER_FOLDER

bert-6x384 takes the WordPiece tokenizer of TOKENIZER_FOLDER; roberta-base gets a byte-level BPE that is learned from the
train split and padded with entries that no text gives, to the 50,265 of the real one.
"""

import json
import os
import sys

import torch
from tokenizers import ByteLevelBPETokenizer
from tokenizers import Tokenizer
from tokenizers.processors import RobertaProcessing
from transformers import (
    AutoTokenizer,
    BertConfig,
    BertForSequenceClassification,
    RobertaConfig,
    RobertaForSequenceClassification,
    RobertaTokenizerFast,
)

ROBERTA_VOCABULARY = 50265
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def labels(goemotions):
    with open(os.path.join(goemotions, "emotions.txt")) as file:
        names = file.read().split()
    return {
        "id2label": dict(enumerate(names)),
        "label2id": {name: i for i, name in enumerate(names)},
        "problem_type": "multi_label_classification",
    }


def bert(output, goemotions, tokenizer_folder):
    tokenizer = AutoTokenizer.from_pretrained(tokenizer_folder)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
        pad_token_id=0,
        **labels(goemotions),
    )
    save(BertForSequenceClassification(config), tokenizer, output)


def roberta(output, goemotions):
    config = RobertaConfig(
        vocab_size=ROBERTA_VOCABULARY,
        max_position_embeddings=514,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
        **labels(goemotions),
    )
    save(RobertaForSequenceClassification(config), byte_level_tokenizer(goemotions), output)


def byte_level_tokenizer(goemotions):
    with open(os.path.join(goemotions, "train.tsv")) as file:
        texts = [line.split("\t")[0] for line in file]
    learned = ByteLevelBPETokenizer()
    learned.train_from_iterator(texts, vocab_size=ROBERTA_VOCABULARY, min_frequency=2, special_tokens=SPECIAL)
    content = json.loads(learned.to_str())
    vocabulary = content["model"]["vocab"]
    for unused in range(ROBERTA_VOCABULARY - len(vocabulary)):
        vocabulary[f"madeupword{unused:05d}"] = len(vocabulary)
    whole = Tokenizer.from_str(json.dumps(content))
    whole.post_processor = RobertaProcessing(("</s>", vocabulary["</s>"]), ("<s>", vocabulary["<s>"]))
    return RobertaTokenizerFast(tokenizer_object=whole, model_max_length=512)


def save(model, tokenizer, output):
    model.eval().save_pretrained(output, safe_serialization=True)
    tokenizer.save_pretrained(output)


def main():
    kind, output, goemotions, tokenizer_folder = sys.argv[1:]
    torch.manual_seed(1)
    if kind == "bert-6x384":
        bert(output, goemotions, tokenizer_folder)
    elif kind == "roberta-base":
        roberta(output, goemotions)
    else:
        sys.exit(f"found {kind}, expected bert-6x384 or roberta-base")


main()
