/**
 * Plumbing that all modules of this library share: atomic file writes, hashes, the cache folder. It is not part of the
 * API and changes without notice.
 */
@NullMarked
package io.github.emotions4j.core.internal;

import org.jspecify.annotations.NullMarked;
