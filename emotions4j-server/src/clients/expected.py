"""The texts and the library's scores of them: the file of the argument holds one JSON object of label scores per text."""

import json
import math
import pathlib
import sys

TEXTS = json.loads((pathlib.Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))


def arguments():
    """The address of the server and the expected scores, one dict of label to score for each text."""
    base, scores = sys.argv[1].rstrip("/"), json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    assert len(scores) == len(TEXTS), f"found scores of {len(scores)} texts, expected {len(TEXTS)}"
    return base, scores


def same(found, expected):
    """Compares a dict of scores digit by digit."""
    assert found == expected, f"found {found}, expected {expected}"


def same_pairs(pairs, expected):
    """Compares a ranked list of (label, score)."""
    same(dict(pairs), expected)
    scores = [score for _, score in pairs]
    assert scores == sorted(scores, reverse=True), f"scores are not ranked: {scores}"


def close(found, expected):
    """Compares scores that went through a function."""
    assert math.isclose(found, expected, rel_tol=1e-5, abs_tol=1e-6), f"found {found}, expected {expected}"
