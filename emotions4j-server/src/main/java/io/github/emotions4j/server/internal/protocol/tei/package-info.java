/**
 * The routes of Hugging Face's text-embeddings-inference.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol.tei;

import org.jspecify.annotations.NullMarked;
