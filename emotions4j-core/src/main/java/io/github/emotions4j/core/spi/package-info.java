/**
 * The service interface through which a module provides the embedded model, found with {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.github.emotions4j.core.spi;

import org.jspecify.annotations.NullMarked;
