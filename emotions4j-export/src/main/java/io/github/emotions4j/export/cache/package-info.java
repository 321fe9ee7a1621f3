/** Makes the graphs that a model folder lacks, once, and keeps them in the cache under a hash of all that they depend on. */
@NullMarked
package io.github.emotions4j.export.cache;

import org.jspecify.annotations.NullMarked;
