package io.github.emotions4j.cli.input;

import io.github.emotions4j.dataset.Dataset;

/**
 * Labelled texts with their places in a file, for errors.
 *
 * @param dataset the texts
 * @param place names the place of a text in its file
 */
public record LabelledFile(Dataset dataset, TextPlace place) {}
