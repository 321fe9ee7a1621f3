/**
 * How a module on the class path offers the embedded model. Found with {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.github.emotions4j.core.spi;

import org.jspecify.annotations.NullMarked;
