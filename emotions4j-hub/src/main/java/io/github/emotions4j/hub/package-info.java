/**
 * Downloads models from the Hugging Face hub, by their id, into the cache that Python's huggingface_hub uses. It
 * downloads only the files that a purpose needs, verifies their hashes, and sends the access token to the hub alone.
 */
@NullMarked
package io.github.emotions4j.hub;

import org.jspecify.annotations.NullMarked;
