/**
 * An HTTP server for emotion models. {@code EmotionServer} starts it.
 */
@NullMarked
package io.github.emotions4j.server;

import org.jspecify.annotations.NullMarked;
