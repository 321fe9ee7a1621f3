/**
 * The weights of a model folder: safetensors files, their shard index, and tensors under the names that transformers
 * gives them.
 */
@NullMarked
package io.github.emotions4j.modelfolder.weights;

import org.jspecify.annotations.NullMarked;
