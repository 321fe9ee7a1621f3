package io.github.emotions4j.server.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Writes a line of JSON for each request. No text, query, key or agent of a user is in it.
 *
 * <p>Thread-safe if the receiver of the lines is.
 */
public final class AccessLog {

    private static final JsonFactory JSON = new JsonFactory();

    private final Consumer<String> lines;

    /** A log that hands over whole lines, without line ends, in the threads of the requests. */
    public AccessLog(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * What is logged of a request.
     *
     * @param time when the headers had arrived
     * @param id the request id
     * @param client the address of the client
     * @param target the method and the route
     * @param status the HTTP status
     * @param bytes of the body of the response
     * @param duration from the headers to the end of the response
     */
    public record Entry(
            Instant time, String id, String client, Target target, int status, long bytes, Duration duration) {}

    /**
     * What a request asked for.
     *
     * @param method such as POST
     * @param route the path of the route, never that of the request
     */
    public record Target(String method, String route) {}

    /** Logs a request. */
    public void log(Entry entry) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", entry.time().toString());
            json.writeStringField("id", entry.id());
            json.writeStringField("client", entry.client());
            json.writeStringField("method", entry.target().method());
            json.writeStringField("route", entry.target().route());
            json.writeNumberField("status", entry.status());
            json.writeNumberField("bytes", entry.bytes());
            json.writeNumberField("milliseconds", Math.round(entry.duration().toNanos() / 1e3) / 1e3);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot be written", impossible);
        }
        lines.accept(line.toString());
    }
}
