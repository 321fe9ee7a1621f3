/**
 * Groups of options that several commands share, their converters, and the models that options name: embedded, in a
 * folder or on the hub.
 */
@NullMarked
package io.github.emotions4j.cli.option;

import org.jspecify.annotations.NullMarked;
