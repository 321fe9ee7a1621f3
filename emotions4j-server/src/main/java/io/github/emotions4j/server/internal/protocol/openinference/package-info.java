/**
 * The Open Inference Protocol, version 2 with its binary extension, and the predict route of version 1.
 */
@NullMarked
package io.github.emotions4j.server.internal.protocol.openinference;

import org.jspecify.annotations.NullMarked;
