/**
 * Label cleaning: finds duplicates, conflicting labels and likely label errors by confident learning on out-of-fold
 * scores. A person reviews the findings in a file, and the decisions are applied to a copy of the training file.
 */
@NullMarked
package io.github.emotions4j.cleaning;

import org.jspecify.annotations.NullMarked;
