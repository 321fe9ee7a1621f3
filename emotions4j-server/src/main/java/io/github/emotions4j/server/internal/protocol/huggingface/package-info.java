/**
 * The routes of Hugging Face's inference API and endpoints.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol.huggingface;

import org.jspecify.annotations.NullMarked;
