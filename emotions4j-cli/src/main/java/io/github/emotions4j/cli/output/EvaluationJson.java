package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.evaluation.Averages;
import io.github.emotions4j.evaluation.ConfusionCounts;
import io.github.emotions4j.evaluation.Evaluation;
import io.github.emotions4j.evaluation.LabelEvaluation;
import io.github.emotions4j.evaluation.RankingQuality;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** An evaluation as one JSON object; what has no value is null. */
final class EvaluationJson {

    private final JsonGenerator json;

    EvaluationJson(JsonGenerator json) {
        this.json = json;
    }

    void write(String thresholds, Evaluation evaluation) throws IOException {
        json.writeStartObject();
        json.writeNumberField("examples", evaluation.examples());
        json.writeNumberField("accuracy", evaluation.accuracy());
        writeMacro(evaluation);
        writeAverages("micro", evaluation.micro());
        writeAverages("weighted", evaluation.weighted());
        json.writeNumberField("calibrationError", evaluation.calibrationError());
        json.writeStringField("thresholds", thresholds);
        writeUndefined(evaluation);
        json.writeArrayFieldStart("labels");
        for (LabelEvaluation label : evaluation.labels()) {
            writeLabel(label);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeMacro(Evaluation evaluation) throws IOException {
        json.writeObjectFieldStart("macro");
        writeFigures(evaluation.macro());
        json.writeNumberField("mcc", evaluation.macroMcc());
        writeOptional("averagePrecision", evaluation.macroAveragePrecision());
        writeOptional("rocAuc", evaluation.macroRocAuc());
        json.writeEndObject();
    }

    private void writeAverages(String name, Averages averages) throws IOException {
        json.writeObjectFieldStart(name);
        writeFigures(averages);
        json.writeEndObject();
    }

    private void writeFigures(Averages averages) throws IOException {
        json.writeNumberField("precision", averages.precision());
        json.writeNumberField("recall", averages.recall());
        json.writeNumberField("f1", averages.f1());
    }

    private void writeUndefined(Evaluation evaluation) throws IOException {
        json.writeObjectFieldStart("undefined");
        writeNames("precision", evaluation.undefinedPrecision());
        writeNames("recall", evaluation.undefinedRecall());
        writeNames("f1", evaluation.undefinedF1());
        json.writeEndObject();
    }

    private void writeNames(String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private void writeLabel(LabelEvaluation label) throws IOException {
        ConfusionCounts counts = label.counts();
        json.writeStartObject();
        json.writeStringField("label", label.label());
        json.writeNumberField("accuracy", counts.accuracy());
        json.writeNumberField("precision", counts.precision());
        json.writeNumberField("recall", counts.recall());
        json.writeNumberField("f1", counts.f1());
        json.writeNumberField("mcc", counts.mcc());
        json.writeNumberField("support", counts.support());
        writeOptional("threshold", label.threshold());
        writeOptional("averagePrecision", ranking(label, RankingQuality::averagePrecision));
        writeOptional("rocAuc", ranking(label, RankingQuality::rocAuc));
        json.writeEndObject();
    }

    private static OptionalDouble ranking(
            LabelEvaluation label, java.util.function.ToDoubleFunction<RankingQuality> figure) {
        return label.ranking().stream().mapToDouble(figure).findFirst();
    }

    private void writeOptional(String field, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsDouble());
        } else {
            json.writeNullField(field);
        }
    }
}
