package io.github.emotions4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.benchmarks.JavaCommand;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProcessTest {

    @TempDir
    Path folder;

    private static PeerSetting setting(String mode) {
        return new PeerSetting(Tool.EMOTIONS4J, mode, PeerSetting.ALL_TEXTS);
    }

    private PeerProcess start(List<String> command) throws PeerMissingException {
        Map<String, String> environment =
                Map.of(ResourceCache.FOLDER_VARIABLE, folder.resolve("cache").toString());
        return PeerProcess.start(command, environment, folder.resolve("peer.log"));
    }

    @Test
    void readsVersionsAndRuns() throws PeerMissingException {
        try (PeerProcess peer = start(FakePeer.command())) {
            assertThat(peer.versions()).containsEntry("fake", "1.2");
            assertThat(peer.run(setting("any"), 3))
                    .isEqualTo(new PeerRun(0.5, List.of(3.0, 1.0, 2.0), List.of(List.of(0.25, 0.5))));
        }
    }

    @Test
    void aSettingThatIsRefusedLeavesTheProcessForOthers() throws PeerMissingException {
        try (PeerProcess peer = start(FakePeer.command())) {
            assertThatThrownBy(() -> peer.run(setting("refused"), 1))
                    .isInstanceOf(PeerMissingException.class)
                    .hasMessage("cannot do that");
            assertThat(peer.run(setting("any"), 1).seconds()).isEqualTo(0.5);
        }
    }

    @Test
    void saysWhyAProcessIsMissing() throws PeerMissingException {
        assertThatThrownBy(() -> start(FakePeer.command("fail")))
                .isInstanceOf(PeerMissingException.class)
                .hasMessage("its process ended with exit code 1: no module named torch");
        assertThatThrownBy(() -> start(List.of(folder.resolve("none").toString())))
                .isInstanceOf(PeerMissingException.class)
                .hasMessageContaining("none");
        try (PeerProcess peer = start(FakePeer.command())) {
            assertThatThrownBy(() -> peer.run(setting("dies"), 1))
                    .isInstanceOf(PeerMissingException.class)
                    .hasMessageContaining("exit code 7");
        }
    }

    @Test
    void ourOwnProcessGivesTheScoresOfTransformers() throws PeerMissingException, IOException {
        Path model = Fixtures.tinyBert(folder.resolve("tiny"));
        GoldenText golden = Fixtures.tinyBertGolden().stream()
                .filter(text -> text.text().matches("[a-z ]+"))
                .findFirst()
                .orElseThrow();
        Path texts = Files.writeString(folder.resolve("texts.json"), "[\"" + golden.text() + "\", \"so sad\"]");

        try (PeerProcess peer = start(JavaCommand.of(
                Emotions4jPeer.class.getName(),
                List.of(model.toString(), model.toString(), model.toString(), texts.toString())))) {
            PeerRun alone = peer.run(setting("emotions4j fp32, one at a time"), 2);
            PeerRun bulk = peer.run(setting("emotions4j fp32, in bulk"), 2);
            PeerRun lists = peer.run(new PeerSetting(Tool.EMOTIONS4J, "emotions4j fp32, in bulk", 1), 2);
            PeerRun threads = peer.run(setting("emotions4j fp32" + PeerSetting.ONE_TEXT_PER_THREAD), 2);
            PeerRun weights = peer.run(setting("emotions4j int8 from weights, in bulk"), 2);

            assertThat(alone.latenciesMs()).hasSize(2).allMatch(milliseconds -> milliseconds > 0);
            assertThat(bulk.latenciesMs()).isEmpty();
            assertThat(bulk.seconds()).isPositive();
            assertThat(alone.scoreDifference(bulk)).isZero();
            assertThat(alone.scoreDifference(lists)).isZero();
            assertThat(lists.scores()).hasSize(2);
            assertThat(alone.scoreDifference(threads)).isZero();
            assertThat(threads.scores()).hasSize(2);
            assertThat(alone.scoreDifference(weights)).isBetween(1e-9, 0.1);
            for (int label = 0; label < golden.scores().length; label++) {
                assertThat(alone.scores().get(0).get(label)).isCloseTo(golden.scores()[label], within(1e-4));
            }
        }
    }

    @Test
    void settingsWarmUpAndTakeAsManyTextsAsFit() throws PeerMissingException {
        PeerSetting setting = new PeerSetting(Tool.DJL, "DJL int8, one at a time", PeerSetting.ALL_TEXTS);
        try (PeerProcess peer = start(FakePeer.command())) {
            // 64 texts take half a second: 128 texts/s, of which 8 seconds fit 1,024, then twice as many by the second.
            SettingRuns runs = SettingRuns.warmUp(setting, peer, 10_000, 8);
            runs.runOnce();
            runs.runOnce();

            SettingResult result = runs.result(new PeerRun(1, List.of(), List.of(List.of(0.25, 0.75))));

            assertThat(runs.count()).isEqualTo(1024);
            assertThat(result.textsPerSecond().median()).isEqualTo(2048);
            assertThat(result.repeats()).isEqualTo(2);
            assertThat(result.int8()).isTrue();
            assertThat(result.p50Ms()).isNotNull().satisfies(p50 -> assertThat(p50.median())
                    .isEqualTo(2));
            assertThat(result.p99Ms()).isNotNull().satisfies(p99 -> assertThat(p99.median())
                    .isEqualTo(3));
            assertThat(result.scoreDifference()).isEqualTo(0.25);
        }
    }

    @Test
    void listsAreAllOfOneSize() throws PeerMissingException {
        PeerSetting lists = new PeerSetting(Tool.DJL, "DJL int8, batch 32 sorted", 300);
        try (PeerProcess peer = start(FakePeer.command())) {
            // 600 texts/s at first, later 1,200 texts/s: 1.3 seconds fit 1,560.
            SettingRuns runs = SettingRuns.warmUp(lists, peer, 10_000, 1.3);
            runs.runOnce();

            SettingResult result = runs.result(new PeerRun(1, List.of(), List.of()));

            assertThat(runs.count()).isEqualTo(1500);
            assertThat(result.atOnce()).isEqualTo(300);
            assertThat(result.setting()).isEqualTo("DJL int8, batch 32 sorted, 300 at once");
        }
    }
}
