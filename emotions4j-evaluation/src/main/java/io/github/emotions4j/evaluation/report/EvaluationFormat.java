package io.github.emotions4j.evaluation.report;

import io.github.emotions4j.evaluation.EvaluationResult;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The output formats of evaluation results. Every format marks results whose thresholds were chosen on the evaluated
 * data, because these are an upper bound.
 */
public enum EvaluationFormat {

    /** Aligned text for reading in a terminal. */
    TEXT,

    /** Tables in the layout of the reference card. */
    MARKDOWN,

    /** An object, or a list of objects when there are several results. */
    JSON,

    /** CSV (RFC 4180) with a header: a row per label, then a row per average. */
    CSV;

    /**
     * Writes results.
     *
     * @param results the results, at least one
     * @return the whole text, ended by a line feed
     * @throws IllegalArgumentException if there is no result
     */
    public String format(List<EvaluationResult> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("found no result to format, expected at least one");
        }
        return switch (this) {
            case TEXT -> results.stream().map(EvaluationText::format).collect(Collectors.joining("\n"));
            case MARKDOWN -> results.stream().map(EvaluationMarkdown::format).collect(Collectors.joining("\n"));
            case JSON -> EvaluationJson.format(results);
            case CSV -> EvaluationCsv.format(results);
        };
    }
}
