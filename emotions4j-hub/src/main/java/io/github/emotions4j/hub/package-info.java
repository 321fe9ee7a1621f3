/**
 * Models by their id on the Hugging Face hub, downloaded into the cache that Python's tools use too. Only the files that a
 * purpose needs are fetched, every byte is checked, and the access token goes to the hub alone.
 */
@NullMarked
package io.github.emotions4j.hub;

import org.jspecify.annotations.NullMarked;
