package io.github.emotions4j.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The speed of a model on this machine, for people and for programs.
 *
 * @param processor of this machine
 * @param model what was measured
 * @param firstAnswer milliseconds from the start of a fresh process to its first answer
 * @param speed what was measured in this process
 * @param repeats how often everything was measured
 */
public record SpeedReport(Processor processor, MeasuredModel model, Spread firstAnswer, Speed speed, int repeats) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double BYTES_PER_MB = 1e6;
    private static final long UNKNOWN_BYTES = -1;

    /** Refuses null components with a {@link NullPointerException} that names the component. */
    public SpeedReport {
        Objects.requireNonNull(processor, "processor");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(firstAnswer, "firstAnswer");
        Objects.requireNonNull(speed, "speed");
    }

    /**
     * The report as one JSON object: {@code cpu}, {@code instructionSets}, {@code textsPerSecond},
     * {@code latencyMs.p50}, {@code latencyMs.p99}, {@code firstAnswerMs}, {@code residentMb} (null where the system
     * does not say), {@code precision}, {@code threads}; then the throughput by lists, {@code atOnce}, and by
     * concurrent threads, {@code concurrent}, the model, the spreads and the versions.
     *
     * @return the JSON, with a line end
     */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("cpu", processor.name());
        processor.instructionSets().forEach(root.putArray("instructionSets")::add);
        root.put("textsPerSecond", round(speed.textsPerSecond().median(), 10));
        root.putObject("latencyMs")
                .put("p50", round(speed.latency().p50(), 1000))
                .put("p99", round(speed.latency().p99(), 1000));
        root.put("firstAnswerMs", round(firstAnswer.median(), 10));
        putMegabytes(root, "residentMb", speed.memory().nowBytes().orElse(UNKNOWN_BYTES));
        root.put("precision", model.precision());
        root.put("threads", model.threads());
        addRates(root);
        addDetails(root);
        return write(root);
    }

    /**
     * The report as a table; the first lines say which processor this is and which instruction sets were found.
     *
     * @return lines with line ends
     */
    public String toTable() {
        return line("processor", processor.name())
                + line("instruction sets", instructionSets())
                + line("model", model.name() + ", " + model.precision() + ", " + threads())
                + "\n"
                + line("in bulk", bulk())
                + line("one at a time", latency())
                + line("first answer", firstAnswerText())
                + line("memory", memory())
                + rates(
                        "texts at once",
                        speed.atOnce(),
                        each -> text("%,d", each.texts()),
                        Speed.AtOnce::textsPerSecond)
                + rates(
                        "concurrent threads",
                        speed.concurrent(),
                        each -> text("%,d", each.threads()),
                        Speed.Concurrent::textsPerSecond);
    }

    /** A table of rates beside the one in bulk, or nothing where there are none. */
    private <T> String rates(
            String title, List<T> measured, Function<T, String> number, Function<T, Spread> textsPerSecond) {
        if (measured.isEmpty()) {
            return "";
        }
        String head = "\n" + text("%18s  %-26s  %s", title, "texts/s", "of the bulk rate") + "\n";
        return measured.stream()
                .map(each -> rate(number.apply(each), textsPerSecond.apply(each)))
                .collect(Collectors.joining("", head, ""));
    }

    private String rate(String number, Spread rate) {
        String rates = text("%,.0f, %,.0f to %,.0f", rate.median(), rate.min(), rate.max());
        double share = 100 * rate.median() / speed.textsPerSecond().median();
        return text("%18s  %-26s  %.0f %%", number, rates, share) + "\n";
    }

    private void addRates(ObjectNode root) {
        ArrayNode atOnce = root.putArray("atOnce");
        speed.atOnce().forEach(each -> putRate(atOnce.addObject().put("texts", each.texts()), each.textsPerSecond()));
        ArrayNode concurrent = root.putArray("concurrent");
        speed.concurrent()
                .forEach(each -> putRate(concurrent.addObject().put("threads", each.threads()), each.textsPerSecond()));
    }

    private static void putRate(ObjectNode target, Spread rate) {
        target.put("textsPerSecond", round(rate.median(), 10));
        putSpread(target.putObject("textsPerSecondSpread"), rate);
    }

    private void addDetails(ObjectNode root) {
        root.put("model", model.name());
        root.put("repeats", repeats);
        root.put("texts", speed.textsPerRepeat());
        putSpread(root.putObject("textsPerSecondSpread"), speed.textsPerSecond());
        putSpread(root.putObject("firstAnswerMsSpread"), firstAnswer);
        putMegabytes(root, "peakResidentMb", speed.memory().peakBytes().orElse(UNKNOWN_BYTES));
        root.put("jdk", Runtime.version().toString());
        root.put("version", model.version());
    }

    private String instructionSets() {
        if (processor.instructionSets().isEmpty()) {
            return Processor.UNKNOWN;
        }
        String consequence = processor.hasDotProduct()
                ? " (INT8 dot products: several times the speed of fp32)"
                : " (no INT8 dot product: INT8 is at most twice as fast as fp32)";
        return String.join(", ", processor.instructionSets()) + consequence;
    }

    private String threads() {
        return model.threads() == 1 ? "1 thread" : model.threads() + " threads";
    }

    private String bulk() {
        Spread rates = speed.textsPerSecond();
        return text(
                "%,.0f texts/s, %,.0f to %,.0f over %d repeats of %,d texts",
                rates.median(), rates.min(), rates.max(), repeats, speed.textsPerRepeat());
    }

    private String latency() {
        return text(
                "%.2f ms p50, %.2f ms p99, over %d repeats of %,d texts",
                speed.latency().p50(),
                speed.latency().p99(),
                repeats,
                speed.alone().size());
    }

    private String firstAnswerText() {
        return text(
                "%,.0f ms from the start of Java, %,.0f to %,.0f over %d fresh processes",
                firstAnswer.median(), firstAnswer.min(), firstAnswer.max(), repeats);
    }

    private String memory() {
        ResidentMemory memory = speed.memory();
        if (memory.nowBytes().isEmpty() || memory.peakBytes().isEmpty()) {
            return "n/a, this system does not say";
        }
        return text(
                "%,.0f MB resident, %,.0f MB at most",
                memory.nowBytes().getAsLong() / BYTES_PER_MB, memory.peakBytes().getAsLong() / BYTES_PER_MB);
    }

    private static String line(String name, String value) {
        return text("%-17s %s", name, value) + "\n";
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static void putSpread(ObjectNode target, Spread spread) {
        target.put("min", round(spread.min(), 10)).put("max", round(spread.max(), 10));
    }

    private static void putMegabytes(ObjectNode target, String name, long bytes) {
        if (bytes == UNKNOWN_BYTES) {
            target.putNull(name);
        } else {
            target.put(name, round(bytes / BYTES_PER_MB, 10));
        }
    }

    private static double round(double value, int steps) {
        return (double) Math.round(value * steps) / steps;
    }

    private static String write(ObjectNode root) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of numbers and texts cannot be written", impossible);
        }
    }
}
