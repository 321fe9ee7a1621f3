/**
 * The description of all routes in OpenAPI 3.1.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol.openapi;

import org.jspecify.annotations.NullMarked;
