/**
 * The protocols of the server, one package each. Here is what they have in common: JSON in and out.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol;

import org.jspecify.annotations.NullMarked;
