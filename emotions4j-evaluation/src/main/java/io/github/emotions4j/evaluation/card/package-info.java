/**
 * Model cards: the {@code README.md} of a model folder with metadata, metric tables and plots. Refreshing a card
 * keeps everything that someone else wrote.
 */
@NullMarked
package io.github.emotions4j.evaluation.card;

import org.jspecify.annotations.NullMarked;
