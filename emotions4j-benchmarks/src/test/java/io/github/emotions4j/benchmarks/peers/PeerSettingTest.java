package io.github.emotions4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeerSettingTest {

    private static final PeerSetting BULK = new PeerSetting(Tool.EMOTIONS4J, "emotions4j int8, in bulk", 0);

    @Test
    void whatRunsInBatchesRunsAtEverySizeToo() {
        assertThat(PeerSetting.all(List.of(1, 32)))
                .extracting(PeerSetting::name)
                .doesNotHaveDuplicates()
                .contains(
                        "emotions4j int8, in bulk",
                        "emotions4j int8, 1 at once",
                        "emotions4j int8, 32 at once",
                        "emotions4j fp32, one text per thread, 32 at once",
                        "ONNX Runtime fp32, batch 16 sorted, 32 at once",
                        "DJL int8, batch 32 sorted, 1 at once",
                        "transformers.js int8, batch 32 sorted, 32 at once")
                .doesNotContain("ONNX Runtime int8, one at a time, 32 at once")
                .doesNotContain("transformers pipeline, default, 32 at once");
    }

    @Test
    void withoutSizesThereIsBulkAndOneAtATime() {
        assertThat(PeerSetting.all(List.of()))
                .contains(BULK)
                .allMatch(setting -> setting.atOnce() == PeerSetting.ALL_TEXTS);
    }

    @Test
    void aCallGetsAllTextsOrAList() {
        assertThat(BULK.textsPerCall(500)).isEqualTo(500);
        assertThat(new PeerSetting(Tool.EMOTIONS4J, "any", 32).textsPerCall(500))
                .isEqualTo(32);
    }
}
