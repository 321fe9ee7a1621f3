package io.github.emotions4j.onnx.internal.scheduling;

/**
 * How far a job reads ahead of its reader.
 *
 * @param maxTexts the most texts pulled from the source and not yet delivered
 * @param maxCharacters as many characters pulled and not yet delivered stop the pulling of further texts
 * @param textsQueuedAtOnce after so many texts a worker starts; a reader who has to wait starts one before
 */
record ReadAhead(int maxTexts, long maxCharacters, int textsQueuedAtOnce) {}
