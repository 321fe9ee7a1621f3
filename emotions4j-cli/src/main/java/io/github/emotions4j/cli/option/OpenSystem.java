package io.github.emotions4j.cli.option;

import io.github.emotions4j.evaluation.EvaluatedSystem;

/**
 * A system that is evaluated, with the classifier that has to be closed after it.
 *
 * @param system the system
 * @param classifier closes the classifier; a score file has nothing to close
 */
public record OpenSystem(EvaluatedSystem system, Runnable classifier) implements AutoCloseable {

    @Override
    public void close() {
        classifier.run();
    }
}
