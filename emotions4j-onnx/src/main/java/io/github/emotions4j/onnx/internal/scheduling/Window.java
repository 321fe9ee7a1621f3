package io.github.emotions4j.onnx.internal.scheduling;

/**
 * One window of a text: the unit of work.
 *
 * @param <T> a tokenised text
 * @param text the text
 * @param index which of its windows, from 0
 */
public record Window<T>(T text, int index) {}
