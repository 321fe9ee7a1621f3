package io.github.emotions4j.server.internal.protocol.openinference;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonResponse;
import io.github.emotions4j.server.internal.routing.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the scores as a tensor: FP32 [texts, labels], or BYTES [texts, n] with the classification extension. */
final class InferResponse {

    private final ServedModel model;
    private final InferRequest asked;
    private final List<Scores> scores;

    InferResponse(ServedModel model, InferRequest asked, List<Scores> scores) {
        this.model = model;
        this.asked = asked;
        this.scores = scores;
    }

    Response write() {
        if (!asked.isBinary()) {
            return JsonResponse.ok(json -> writeHead(json, this::writeData));
        }
        byte[] data = asked.classes().isPresent() ? binaryClasses() : binaryScores();
        byte[] head = JsonResponse.bytes(json -> writeHead(json, tensor -> {
            tensor.writeObjectFieldStart("parameters");
            tensor.writeNumberField("binary_data_size", data.length);
            tensor.writeEndObject();
        }));
        byte[] body = ByteBuffer.allocate(head.length + data.length)
                .put(head)
                .put(data)
                .array();
        return Response.of(200, "application/octet-stream", body)
                .withHeader(InferRequest.JSON_LENGTH, Integer.toString(head.length));
    }

    private void writeHead(JsonGenerator json, JsonResponse.Content tensorData) throws IOException {
        json.writeStartObject();
        json.writeStringField("model_name", model.name());
        if (asked.id().isPresent()) {
            json.writeStringField("id", asked.id().get());
        }
        json.writeArrayFieldStart("outputs");
        json.writeStartObject();
        json.writeStringField("name", InferRequest.OUTPUT);
        json.writeStringField("datatype", asked.classes().isPresent() ? "BYTES" : "FP32");
        json.writeArrayFieldStart("shape");
        json.writeNumber(scores.size());
        json.writeNumber(columns());
        json.writeEndArray();
        tensorData.write(json);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeData(JsonGenerator json) throws IOException {
        json.writeFieldName("data");
        if (asked.classes().isPresent()) {
            JsonResponse.writeStrings(json, classes());
            return;
        }
        json.writeStartArray();
        for (Scores text : scores) {
            for (float score : text.toArray()) {
                json.writeNumber((double) score);
            }
        }
        json.writeEndArray();
    }

    private int columns() {
        int labels = model.labels().size();
        return Math.min(asked.classes().orElse(labels), labels);
    }

    // "value:index:label", with the value as Triton formats it.
    private List<String> classes() {
        List<String> classes = new ArrayList<>();
        for (Scores text : scores) {
            for (LabelScore best : text.top(columns())) {
                int id = text.labels().idOf(best.label()).orElseThrow();
                classes.add(String.format(Locale.ROOT, "%f:%d:%s", best.score(), id, best.label()));
            }
        }
        return classes;
    }

    private byte[] binaryScores() {
        ByteBuffer data =
                ByteBuffer.allocate(scores.size() * columns() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Scores text : scores) {
            data.asFloatBuffer().put(text.toArray());
            data.position(data.position() + columns() * Float.BYTES);
        }
        return data.array();
    }

    private byte[] binaryClasses() {
        List<byte[]> elements = classes().stream()
                .map(element -> element.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = elements.stream()
                .mapToInt(element -> Integer.BYTES + element.length)
                .sum();
        ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elements.forEach(element -> data.putInt(element.length).put(element));
        return data.array();
    }
}
