/**
 * Counts, durations and sizes in the text format of Prometheus.
 */
@NullMarked
package io.github.emotions4j.server.internal.metrics;

import org.jspecify.annotations.NullMarked;
