/**
 * The HTTP side of the server. Only this package knows Jetty.
 */
@NullMarked
package io.github.emotions4j.server.internal.http;

import org.jspecify.annotations.NullMarked;
