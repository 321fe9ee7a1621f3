package io.github.emotions4j.benchmarks.peers;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures how fast ONNX Runtime multiplies matrices on this machine, with nothing around: a session in one thread for
 * each worker, all workers at once. That rate is the limit for a classifier on the same runtime.
 */
final class GemmMeasurement {

    private static final int[] ROWS = {16, 128, 512};
    private static final int[][] SHAPES = {{384, 384}, {384, 1536}, {1536, 384}, {768, 768}, {768, 3072}, {3072, 768}};
    private static final int REPEATS = 3;
    private static final long REPEAT_NANOS = 150_000_000;

    private final int workers;
    private final OrtEnvironment environment = environment();

    GemmMeasurement(int workers) {
        this.workers = workers;
    }

    static String runtimeVersion() {
        return environment().getVersion();
    }

    /** The one of this JVM, at the level that the library under test asks for too. */
    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    }

    /** All kinds and shapes, in half a minute. */
    List<GemmRate> measure() throws InterruptedException {
        List<GemmRate> rates = new ArrayList<>();
        for (GemmGraph.Kind kind : GemmGraph.Kind.values()) {
            for (int[] shape : SHAPES) {
                for (int rows : ROWS) {
                    rates.add(measure(kind, rows, shape[0], shape[1]));
                }
            }
        }
        return rates;
    }

    GemmRate measure(GemmGraph.Kind kind, int rows, int inner, int columns) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            double best = 0;
            byte[] graph = GemmGraph.of(kind, inner, columns);
            List<OrtSession> sessions = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                sessions.add(environment.createSession(graph, options));
            }
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                best = Math.max(best, runsPerSecond(threads, sessions, kind, rows, inner));
            }
            for (OrtSession session : sessions) {
                session.close();
            }
            return new GemmRate(kind.name(), rows, inner, columns, best * rows * inner * columns);
        } catch (OrtException failed) {
            throw new IllegalStateException("a product of " + kind + " failed: " + failed.getMessage(), failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private double runsPerSecond(
            ExecutorService threads, List<OrtSession> sessions, GemmGraph.Kind kind, int rows, int inner)
            throws InterruptedException {
        List<Future<Double>> rates = new ArrayList<>();
        for (OrtSession session : sessions) {
            rates.add(threads.submit(() -> rate(session, kind, rows, inner)));
        }
        double sum = 0;
        for (Future<Double> rate : rates) {
            try {
                sum += rate.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a product of " + kind + " failed: " + failed.getMessage(), failed);
            }
        }
        return sum;
    }

    private double rate(OrtSession session, GemmGraph.Kind kind, int rows, int inner) throws OrtException {
        try (OnnxTensor activations = activations(kind, rows, inner)) {
            Map<String, OnnxTensor> inputs = Map.of(GemmGraph.INPUT, activations);
            session.run(inputs).close();
            long start = System.nanoTime();
            long runs = 0;
            long elapsed;
            do {
                session.run(inputs).close();
                runs++;
                elapsed = System.nanoTime() - start;
            } while (elapsed < REPEAT_NANOS);
            return runs * 1e9 / elapsed;
        }
    }

    private OnnxTensor activations(GemmGraph.Kind kind, int rows, int inner) throws OrtException {
        long[] shape = {rows, inner};
        if (kind.takesBytes()) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(rows * inner);
            for (int i = 0; i < bytes.capacity(); i++) {
                bytes.put(i, (byte) (i * 31));
            }
            return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
        }
        FloatBuffer floats = ByteBuffer.allocateDirect(4 * rows * inner)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < floats.capacity(); i++) {
            floats.put(i, (i * 31 % 255 - 127) * 0.01f);
        }
        return OnnxTensor.createTensor(environment, floats, shape);
    }
}
