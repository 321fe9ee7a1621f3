/**
 * How fast a classifier is on this machine. The same measurements serve the {@code benchmark} command and Java programs.
 */
@NullMarked
package io.github.emotions4j.speed;

import org.jspecify.annotations.NullMarked;
