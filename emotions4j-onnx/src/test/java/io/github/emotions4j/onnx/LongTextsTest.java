package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.GoldenWindows;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.onnx.internal.runtime.GraphSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class LongTextsTest {

    /** fp32 kernels of two runtimes add in another order. */
    private static final double TOLERANCE = 1e-5;

    private static final String LARGE = "So sad! I can't believe you did that \uD83D\uDE00. ".repeat(1200);

    /** More than 100 kB. */
    private static final String HUGE = LARGE.repeat(2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void scoresOverAllWindowsAreThoseOfTransformers(TinyModel model) throws IOException {
        try (OnnxEmotionClassifier classifier = load(model, OnnxOptions.defaults())) {
            for (GoldenWindows golden : model.goldenWindows()) {
                Scores scores = classifier.classify(golden.text());

                assertThat(scores.windows()).isEqualTo(golden.windows().size());
                assertThat(scores.isTruncated()).isFalse();
                assertThat(doubles(scores)).as("%s", golden).containsExactly(golden.scores(), within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void scoresOfTheBeginningAreThoseOfTransformersThatTruncates(TinyModel model) throws IOException {
        OnnxOptions beginning =
                OnnxOptions.builder().longTexts(LongTexts.BEGINNING).build();
        try (OnnxEmotionClassifier classifier = load(model, beginning)) {
            for (GoldenText golden : model.golden()) {
                Scores scores = classifier.classify(golden.text());

                assertThat(scores.windows()).isEqualTo(1);
                assertThat(scores.isTruncated()).as("%s", golden).isEqualTo(golden.truncated());
                assertThat(doubles(scores)).as("%s", golden).containsExactly(golden.scores(), within(TOLERANCE));
            }
        }
    }

    @Test
    void aTextThatFillsTheModelIsOneWindowAndOneTokenMoreTwo() throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(Fixtures.tinyBert(folder))) {
            assertThat(classifier.classify("a ".repeat(62)).windows()).isEqualTo(1);
            assertThat(classifier.classify("a ".repeat(63)).windows()).isEqualTo(2);
        }
    }

    @Test
    void aLongTextHasTheSameScoresAloneAndAmongOthers() throws IOException {
        List<String> texts = new ArrayList<>(Collections.nCopies(300, "I love it!"));
        for (int i = 50; i < 300; i += 40) {
            texts.set(i, "I am so happy " + "and sad ".repeat(i));
        }
        try (OnnxEmotionClassifier classifier =
                load(TinyModel.ROBERTA, OnnxOptions.builder().workers(4).build())) {
            List<Scores> alone = texts.stream().map(classifier::classify).toList();

            assertThat(classifier.classify(texts)).isEqualTo(alone);
            assertThat(classifier.classify(texts.stream())).containsExactlyElementsOf(alone);
            assertThat(alone).filteredOn(scores -> scores.windows() > 1).hasSize(7);
        }
    }

    @Test
    void aHugeTextIsReadWhole() throws IOException {
        try (OnnxEmotionClassifier classifier = load(TinyModel.ROBERTA, OnnxOptions.defaults())) {
            Scores scores = classifier.classify(HUGE + "What a lovely surprise, thank you very much!");
            Scores withoutItsEnd = classifier.classify(HUGE);

            assertThat(scores.windows()).isGreaterThan(1000);
            assertThat(scores.toArray()).isNotEqualTo(withoutItsEnd.toArray());
        }
    }

    @Test
    void anInterruptEndsAHugeTextBetweenTwoWindows() throws IOException, InterruptedException {
        for (int workers : new int[] {1, 3}) {
            try (OnnxEmotionClassifier classifier = load(
                    TinyModel.ROBERTA, OnnxOptions.builder().workers(workers).build())) {
                assertThat(interrupted(() -> classifier.classify(LARGE))).isTrue();
                assertThat(interrupted(() -> classifier.classify(Collections.nCopies(5, LARGE))))
                        .isTrue();
                assertNoWorkerGoesOn();
            }
        }
    }

    /** Whether a thread that does this work ends soon after an interrupt, and stays interrupted. */
    private static boolean interrupted(Runnable work) throws InterruptedException {
        AtomicReference<String> end = new AtomicReference<>("");
        Thread thread = new Thread(() -> {
            try {
                work.run();
                end.set("done");
            } catch (CancellationException cancelled) {
                end.set(Thread.currentThread().isInterrupted() ? "interrupted" : "forgotten");
            }
        });
        thread.start();
        awaitARun();
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
        return "interrupted".equals(end.get());
    }

    private static void assertNoWorkerGoesOn() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("emotions4j-")) {
                thread.join(Duration.ofSeconds(10).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    /** Waits until a thread is inside a graph. */
    private static void awaitARun() throws InterruptedException {
        while (Thread.getAllStackTraces().values().stream().flatMap(Stream::of).noneMatch(frame -> frame.getClassName()
                .equals(GraphSession.class.getName()))) {
            Thread.sleep(5);
        }
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aHugeTextThatIsUnderWayIsFinishedBeforeTheClassifierCloses() throws IOException, InterruptedException {
        try (OnnxEmotionClassifier classifier = load(TinyModel.ROBERTA, OnnxOptions.defaults())) {
            List<Scores> scores = Collections.synchronizedList(new ArrayList<>());
            Thread other = new Thread(() -> scores.add(classifier.classify(LARGE)));
            other.start();
            awaitARun();
            classifier.close();
            other.join();

            assertThat(scores).singleElement().satisfies(read -> assertThat(read.windows())
                    .isGreaterThan(500));
            assertThatThrownBy(() -> classifier.classify(LARGE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shortTextsDoNotWaitForAHugeOneBehindThem() throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>(Collections.nCopies(40, "I love it!"));
        texts.set(39, LARGE);
        try (OnnxEmotionClassifier classifier =
                        load(TinyModel.ROBERTA, OnnxOptions.builder().workers(2).build());
                Stream<Scores> stream = classifier.classify(texts.stream())) {
            Iterator<Scores> scores = stream.iterator();
            for (int taken = 0; taken < 39; taken++) {
                assertThat(scores.next().windows()).isEqualTo(1);
            }
            awaitARun();
            assertThat(scores.next().windows()).isGreaterThan(500);
        }
    }

    @Test
    void aModelOfAnotherArchitectureKeepsToTheTokenizersLimit() throws IOException {
        Path model = TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.TOKENIZER, ModelPart.GRAPH);
        Path config = model.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"bert\"", "\"electra\""));
        Path settings = model.resolve("tokenizer_config.json");
        Files.writeString(
                settings, Files.readString(settings).replace("\"model_max_length\": 64", "\"model_max_length\": 32"));

        try (EmotionClassifier classifier = OnnxEmotionClassifier.load(model)) {
            assertThat(classifier.classify("love ".repeat(30)).windows()).isEqualTo(1);
            assertThat(classifier.classify("love ".repeat(31)).windows()).isEqualTo(2);
        }
    }

    private OnnxEmotionClassifier load(TinyModel model, OnnxOptions options) throws IOException {
        Path place = model.copyTo(folder.resolve(model.name()), ModelPart.VOCABULARY, ModelPart.GRAPH);
        return OnnxEmotionClassifier.load(place, options);
    }

    private static double[] doubles(Scores scores) {
        double[] values = new double[scores.labels().size()];
        for (int id = 0; id < values.length; id++) {
            values[id] = scores.score(id);
        }
        return values;
    }
}
