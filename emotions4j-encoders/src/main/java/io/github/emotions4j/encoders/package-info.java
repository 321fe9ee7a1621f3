/**
 * Pre-trained encoders by name: small BERT encoders that Maven artifacts carry, fetched as Maven fetches any artifact.
 */
@NullMarked
package io.github.emotions4j.encoders;

import org.jspecify.annotations.NullMarked;
