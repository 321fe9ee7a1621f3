/**
 * The routes of emotions4j itself, with thresholds, groups and windows.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol.emotions;

import org.jspecify.annotations.NullMarked;
