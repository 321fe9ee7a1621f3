/**
 * The page for people and its files. It calls {@code /v1/emotions} and {@code /v1/models} of the same server.
 */
@NullMarked
package io.github.emotions4j.server.internal.page;

import org.jspecify.annotations.NullMarked;
