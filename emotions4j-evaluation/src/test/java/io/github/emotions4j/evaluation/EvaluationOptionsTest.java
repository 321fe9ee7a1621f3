package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationOptionsTest {

    @Test
    void defaultsHaveSeedOneAndNoGroups() {
        EvaluationOptions options = EvaluationOptions.defaults();

        assertThat(options.bootstrap()).isEqualTo(Bootstrap.seeded(1));
        assertThat(options.groups()).isEmpty();
    }

    @Test
    void eachChangeLeavesTheOtherOptionsAsTheyWere() {
        ThresholdPlan plan = ThresholdPlan.builder().constant(0.3).build();
        Bootstrap bootstrap = new Bootstrap(10, 7);
        LabelGroups groups = LabelGroups.of("none", LabelSet.of("anger", "joy"), List.of());
        EvaluationOptions defaults = EvaluationOptions.defaults();

        EvaluationOptions changed =
                defaults.withThresholds(plan).withBootstrap(bootstrap).withGroups(groups);

        assertThat(changed).isEqualTo(new EvaluationOptions(plan, bootstrap, Optional.of(groups)));
        assertThat(changed.withBootstrap(bootstrap)).isEqualTo(changed);
        assertThat(changed.withThresholds(plan)).isEqualTo(changed);
        assertThat(defaults.groups()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        EvaluationOptions options = EvaluationOptions.defaults();

        assertThatThrownBy(() -> new EvaluationOptions(null, options.bootstrap(), options.groups()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("thresholds");
        assertThatThrownBy(() -> new EvaluationOptions(options.thresholds(), null, options.groups()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("bootstrap");
        assertThatThrownBy(() -> options.withGroups(null)).isInstanceOf(NullPointerException.class);
    }
}
