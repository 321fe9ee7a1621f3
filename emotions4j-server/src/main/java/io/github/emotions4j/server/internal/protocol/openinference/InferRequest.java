package io.github.emotions4j.server.internal.protocol.openinference;

import io.github.emotions4j.server.internal.protocol.JsonBody;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import io.github.emotions4j.server.internal.routing.Request;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client asks of an infer route.
 *
 * @param id the client's id of the request, which the response repeats
 * @param texts users' texts
 * @param classes with the classification extension, the number of best labels asked for, at least 1
 * @param isBinary whether the output is asked for as binary data
 */
record InferRequest(Optional<String> id, List<String> texts, OptionalInt classes, boolean isBinary) {

    /** The name of the input in the metadata. Requests may use any name, as there is one input only. */
    static final String INPUT = "text";

    /** The name of the output. */
    static final String OUTPUT = "scores";

    /** The header with the number of bytes of JSON where binary data follows it. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    InferRequest {
        texts = List.copyOf(texts);
    }

    static InferRequest of(Request request) {
        ByteBuffer body = ByteBuffer.wrap(request.body());
        int jsonLength = request.header(JSON_LENGTH)
                .map(value -> jsonLength(value, body.remaining()))
                .orElse(body.remaining());
        JsonFields fields = JsonFields.of(JsonBody.read(body.slice(0, jsonLength)));
        ByteBuffer binary = body.slice(jsonLength, body.remaining() - jsonLength);
        return of(fields, texts(fields, binary));
    }

    private static InferRequest of(JsonFields fields, List<String> texts) {
        boolean binaryByDefault = fields.object("parameters")
                .flatMap(parameters -> parameters.flag("binary_data_output"))
                .orElse(false);
        Optional<JsonFields> output = output(fields).flatMap(entry -> entry.object("parameters"));
        return new InferRequest(
                fields.string("id"),
                texts,
                output.map(parameters -> parameters.count("classification")).orElse(OptionalInt.empty()),
                output.flatMap(parameters -> parameters.flag("binary_data")).orElse(binaryByDefault));
    }

    private static List<String> texts(JsonFields fields, ByteBuffer binary) {
        fields.required("inputs");
        List<JsonFields> inputs = fields.objects("inputs");
        if (inputs.size() != 1) {
            throw JsonFields.invalid("'inputs' has " + inputs.size() + " tensors, expected one with the texts");
        }
        return TextTensor.read(inputs.get(0), binary);
    }

    private static Optional<JsonFields> output(JsonFields fields) {
        List<JsonFields> outputs = fields.objects("outputs");
        if (outputs.size() > 1) {
            throw JsonFields.invalid("'outputs' has " + outputs.size() + " tensors, expected at most one, " + OUTPUT);
        }
        for (JsonFields output : outputs) {
            if (!output.string("name").orElse("").equals(OUTPUT)) {
                throw JsonFields.invalid("'" + output.path("name") + "' is no output, expected " + OUTPUT);
            }
        }
        return outputs.stream().findFirst();
    }

    private static int jsonLength(String header, int bodyLength) {
        // Ten digits can overflow an int; nine cannot.
        int length = header.matches("[0-9]{1,9}") ? Integer.parseInt(header) : -1;
        if (length < 1 || length > bodyLength) {
            throw JsonFields.invalid("the header " + JSON_LENGTH + " is not in 1.." + bodyLength
                    + ", expected the number of bytes of JSON in the body");
        }
        return length;
    }
}
