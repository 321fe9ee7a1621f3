/**
 * Requests, responses and routes as the protocols see them. Nothing here knows the HTTP library.
 */
@NullMarked
package io.github.emotions4j.server.internal.routing;

import org.jspecify.annotations.NullMarked;
