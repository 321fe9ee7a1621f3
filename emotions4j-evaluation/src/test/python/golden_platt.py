"""Prints the scales and offsets that PlattFitTest expects: minima found by scipy, and by scikit-learn where there is no prior.

Made with Python 3.11, scipy 1.17.1, scikit-learn 1.9.1 and numpy 2.4.6 (all BSD-3-Clause):
    pip install scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
    python golden_platt.py
"""
import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

SCORES = np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99])
TRUTH = {
    "joy": [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1],
    "anger": [1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0],
    "grief": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
}


def minimum(truth, scale_strength, offset_strength, fixed_scale=None):
    logits = logit(SCORES)
    truth = np.array(truth)

    def value(point):
        scale, offset = (fixed_scale, point[0]) if fixed_scale else point
        moved = scale * logits + offset
        likelihood = np.sum(np.logaddexp(0, moved) - truth * moved)
        return likelihood + scale_strength / 2 * (scale - 1) ** 2 + offset_strength / 2 * offset**2

    def slope(point):
        scale, offset = (fixed_scale, point[0]) if fixed_scale else point
        residual = expit(scale * logits + offset) - truth
        slopes = [residual @ logits + scale_strength * (scale - 1), residual.sum() + offset_strength * offset]
        return np.array(slopes[1:] if fixed_scale else slopes)

    start = [0.0] if fixed_scale else [1.0, 0.0]
    found = minimize(value, start, jac=slope, method="BFGS", options={"gtol": 1e-12, "maxiter": 10_000}).x
    return [fixed_scale, *found] if fixed_scale else found


for name, truth in TRUTH.items():
    print(name, "strengths 2 and 0.5:", *(f"{value:.9f}" for value in minimum(truth, 2, 0.5)))
print("anger at scale 0.1, strengths 2 and 0.5:", *(f"{value:.9f}" for value in minimum(TRUTH["anger"], 2, 0.5, 0.1)))
model = LogisticRegression(C=np.inf, tol=1e-12, max_iter=10_000).fit(logit(SCORES)[:, None], TRUTH["joy"])
print("joy without priors:", f"{model.coef_[0, 0]:.9f}", f"{model.intercept_[0]:.9f}")
