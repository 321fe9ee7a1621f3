"""Writes ../resources/golden/metrics.json: metrics as scikit-learn computes them, for MetricsGoldenTest.

Made with Python 3.11, scikit-learn 1.9.1 and numpy 2.4.6 (both BSD-3-Clause):
    pip install scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
    python golden_metrics.py

ECE: all cells [examples x labels] pooled, 10 bins of equal width, bin (low, high] but 0 in the first, the mean over bins of
|mean score - share true| weighted by the cells in the bin. The two means are calibration_curve's.
Adaptive ECE: the cells that score at least 0.05, in 15 bins of equal mass by scipy's ranks (BSD-3-Clause); equal scores share
the bin of the first of them. Null when no cell scores enough.
Average precision and ROC AUC are null for a label that is never or always true, and left out of the macro mean.
"""
import json
import pathlib
import warnings

import numpy as np
from scipy.stats import rankdata
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    fbeta_score,
    matthews_corrcoef,
    precision_recall_fscore_support,
    roc_auc_score,
)

BINS = 10
warnings.filterwarnings("ignore")


def averaged(truth, predicted, average):
    precision, recall, f1, _ = precision_recall_fscore_support(truth, predicted, average=average, zero_division=0)
    return {"precision": precision, "recall": recall, "f1": f1}


def calibration_error(truth, scores):
    share_true, mean_score = calibration_curve(truth.ravel(), scores.ravel(), n_bins=BINS, strategy="uniform")
    edges = np.linspace(0.0, 1.0, BINS + 1)
    cells = np.bincount(np.searchsorted(edges[1:-1], scores.ravel()), minlength=BINS)
    cells = cells[cells > 0]
    return float(np.sum(cells * np.abs(mean_score - share_true)) / scores.size)


def adaptive_calibration_error(truth, scores):
    seen = scores.ravel() >= 0.05
    if not seen.any():
        return None
    cells, hits = scores.ravel()[seen], truth.ravel()[seen]
    bins = (rankdata(cells, method="min").astype(int) - 1) * 15 // cells.size
    distances = [abs(cells[bins == one].sum() - hits[bins == one].sum()) for one in np.unique(bins)]
    return float(np.sum(distances) / cells.size)


def label_metrics(truth, scores, threshold):
    predicted = (scores >= threshold).astype(int)
    precision, recall, f1, _ = precision_recall_fscore_support(truth, predicted, average="binary", zero_division=0)
    mixed = 0 < truth.sum() < truth.size
    return {
        "threshold": threshold,
        "accuracy": accuracy_score(truth, predicted),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "fTwo": fbeta_score(truth, predicted, beta=2, zero_division=0),
        "fHalf": fbeta_score(truth, predicted, beta=0.5, zero_division=0),
        "mcc": matthews_corrcoef(truth, predicted),
        "support": int(truth.sum()),
        "averagePrecision": average_precision_score(truth, scores) if mixed else None,
        "rocAuc": roc_auc_score(truth, scores) if mixed else None,
    }


def mean_of_defined(values):
    defined = [value for value in values if value is not None]
    return float(np.mean(defined)) if defined else None


def case(name, truth, scores, thresholds):
    predicted = (scores >= np.asarray(thresholds)).astype(int)
    labels = [label_metrics(truth[:, i], scores[:, i], float(thresholds[i])) for i in range(truth.shape[1])]
    macro = averaged(truth, predicted, "macro")
    macro["mcc"] = float(np.mean([label["mcc"] for label in labels]))
    macro["averagePrecision"] = mean_of_defined([label["averagePrecision"] for label in labels])
    macro["rocAuc"] = mean_of_defined([label["rocAuc"] for label in labels])
    return {
        "name": name,
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "accuracy": accuracy_score(truth, predicted),
        "macro": macro,
        "micro": averaged(truth, predicted, "micro"),
        "weighted": averaged(truth, predicted, "weighted"),
        "calibrationError": calibration_error(truth, scores),
        "adaptiveCalibrationError": adaptive_calibration_error(truth, scores),
        "labels": labels,
    }


def correlated(random, examples, labels, share):
    truth = (random.random((examples, labels)) < share).astype(int)
    scores = np.clip(0.25 * truth + 0.75 * random.random((examples, labels)), 0, 1)
    return truth, scores


def degenerate(random):
    """Never true; never predicted; always true; all scores equal; perfect; always true and never predicted; neither."""
    truth, scores = correlated(random, 30, 7, 0.4)
    truth[:, 0] = 0
    scores[:, 1] *= 0.49
    truth[:, 2] = 1
    scores[:, 3] = 0.5
    scores[:, 4] = 0.1 + 0.8 * truth[:, 4]
    truth[:, 5] = 1
    scores[:, 5] *= 0.49
    truth[:, 6] = 0
    scores[:, 6] = 0.0
    return truth, scores


def main():
    random = np.random.default_rng(20200705)
    truth, scores = correlated(random, 120, 6, 0.2)
    cases = [case("random", truth, scores, [0.5, 0.3, 0.7, 0.45, 0.05, 0.95])]
    truth, scores = correlated(random, 100, 4, [0.02, 0.1, 0.5, 0.9])
    cases.append(case("ties", truth, np.round(scores, 1), [0.5, 0.3, 0.7, 0.1]))
    truth, scores = correlated(random, 80, 4, 0.1)
    cases.append(case("floats", truth, scores.astype(np.float32).astype(np.float64), [0.5, 0.25, 0.35, 0.6]))
    truth, scores = degenerate(random)
    cases.append(case("degenerate", truth, scores, [0.5] * 7))
    truth, scores = correlated(random, 1, 3, 0.5)
    cases.append(case("one example", truth, scores, [0.5] * 3))
    cases.append(case("nothing true", np.zeros((5, 3), int), random.random((5, 3)), [0.5] * 3))
    cases.append(case("no score to be seen", np.eye(3, dtype=int), 0.049 * random.random((3, 3)), [0.5] * 3))
    cases.append(case("all true and predicted", np.ones((5, 3), int), np.ones((5, 3)), [0.5] * 3))
    target = pathlib.Path(__file__).parent.parent / "resources" / "golden" / "metrics.json"
    target.write_text(",\n".join(["[" + json.dumps(cases[0])] + [json.dumps(one) for one in cases[1:]]) + "]\n")


if __name__ == "__main__":
    main()
