package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import org.junit.jupiter.api.Test;

class TuningOptionsTest {

    private static final ThresholdSearch SEARCH = ThresholdSearch.plain(ThresholdCandidates.grid());
    private static final Bootstrap BOOTSTRAP = new Bootstrap(10, 7);

    @Test
    void defaultsDoNotCalibrate() {
        assertThat(TuningOptions.defaults())
                .isEqualTo(new TuningOptions(ThresholdSearch.defaults(), Bootstrap.seeded(1), false));
    }

    @Test
    void eachChangeLeavesTheOtherOptionsAsTheyWere() {
        TuningOptions changed = TuningOptions.defaults()
                .withSearch(SEARCH)
                .withCalibration(true)
                .withBootstrap(BOOTSTRAP);

        assertThat(changed).isEqualTo(new TuningOptions(SEARCH, BOOTSTRAP, true));
        assertThat(changed.withSearch(SEARCH)).isEqualTo(changed);
        assertThat(changed.withCalibration(false)).isEqualTo(new TuningOptions(SEARCH, BOOTSTRAP, false));
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        assertThatThrownBy(() -> new TuningOptions(null, BOOTSTRAP, false))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("search");
        assertThatThrownBy(() -> new TuningOptions(SEARCH, null, false))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("bootstrap");
    }
}
