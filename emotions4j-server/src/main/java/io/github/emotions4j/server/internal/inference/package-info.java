/**
 * From texts to scores: the served models, the bounded queue and the deadlines.
 */
@NullMarked
package io.github.emotions4j.server.internal.inference;

import org.jspecify.annotations.NullMarked;
