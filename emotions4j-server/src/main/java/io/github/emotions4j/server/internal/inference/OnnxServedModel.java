package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.onnx.BatchListener;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A classifier of the library as a served model.
 *
 * <p>Thread-safe. Does not close the classifier.
 */
public final class OnnxServedModel implements ServedModel {

    private final String name;
    private final OnnxEmotionClassifier classifier;
    private @Nullable String revision;

    /** Serves a classifier under a name. */
    public OnnxServedModel(String name, OnnxEmotionClassifier classifier) {
        this.name = name;
        this.classifier = classifier;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LabelSet labels() {
        return classifier.labels();
    }

    @Override
    public Thresholds thresholds() {
        return classifier.thresholds();
    }

    @Override
    public int maxTokens() {
        return classifier.maxTokens();
    }

    @Override
    public String precision() {
        return classifier.precision().toString();
    }

    /** Hashed when it is first asked for, since the graph may have hundreds of megabytes. */
    @Override
    public synchronized String revision() {
        if (revision == null) {
            revision = sha256();
        }
        return revision;
    }

    private String sha256() {
        try (InputStream graph = Files.newInputStream(classifier.graphFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(graph, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the graph of model " + name + " cannot be read", unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public int tokenCount(String text) {
        return classifier.tokenCount(text);
    }

    /** A single text takes the path of lowest latency. */
    @Override
    public List<Scores> classify(List<String> texts) {
        return texts.size() == 1 ? List.of(classifier.classify(texts.get(0))) : classifier.classify(texts);
    }

    @Override
    public void addBatchListener(BatchListener listener) {
        classifier.addBatchListener(listener);
    }

    @Override
    public void removeBatchListener(BatchListener listener) {
        classifier.removeBatchListener(listener);
    }
}
