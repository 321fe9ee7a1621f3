/**
 * The classify route of vLLM and SGLang.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol.classify;

import org.jspecify.annotations.NullMarked;
