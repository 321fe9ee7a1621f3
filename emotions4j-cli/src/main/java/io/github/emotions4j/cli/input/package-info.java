/**
 * Where the texts come from: arguments, a file or standard input. Lines are read strictly as UTF-8, one at a time.
 */
@NullMarked
package io.github.emotions4j.cli.input;

import org.jspecify.annotations.NullMarked;
