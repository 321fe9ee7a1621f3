package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.cli.option.RecipeOptions;
import io.github.emotions4j.finetuning.Presets;
import io.github.emotions4j.training.TrainingOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--base nope|--base: found 'nope', expected one of e5-small-v2, bge-small-en-v1.5, all-minilm-l6-v2",
                "--base my/models/nope|bert-base-cased, a model folder, or a model of the hub as ORG/NAME",
                "--base e5-small-v2 --loss mse|found 'mse', expected bce[:SMOOTHING], focal[:GAMMA] or asymmetric",
                "--base e5-small-v2 --layer-decay 2|layer decay is 2.0, expected in (0, 1]",
                "--base e5-small-v2 --temperature 0|temperature is 0.0, expected above 0",
                "--base e5-small-v2 --teacher-share 2|teacher's share is 2.0, expected a value in [0, 1]",
                "--base e5-small-v2 --epochs 0|epochs is 0, expected at least 1",
                "--base e5-small-v2 --learning-rate -1|learning rate is -1.0, expected above 0",
                "--base e5-small-v2 --opset 3|opset is 3, expected a value from 17 to 21",
                "--base e5-small-v2 --precision int8|expected one of [AUTO, FP32, BF16]",
            })
    void wrongUsageIsToldBeforeAnythingIsRead(String options, String message) {
        CommandRun run = new CommandRun().run(("train --data none --output out " + options).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains(message).hasLineCount(1);
    }

    @Test
    void missingDataIsAFailure(@TempDir Path folder) {
        CommandRun run = new CommandRun()
                .run("train", "--base=e5-small-v2", "--data=" + folder, "--output=" + folder.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("emotions.txt").hasLineCount(1);
    }

    @Test
    void whatIsNotAskedForStaysAsThePresetHasIt() {
        RecipeOptions none = new RecipeOptions();
        new CommandLine(none).parseArgs();

        assertThat(none.apply(Presets.of("e5-small-v2"))).isEqualTo(Presets.of("e5-small-v2"));
        assertThat(none.apply(Presets.ofFolder())).isEqualTo(TrainingOptions.defaults());
    }

    @Test
    void everyOptionChangesTheRecipe() {
        RecipeOptions all = new RecipeOptions();
        new CommandLine(all)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(
                        ("--epochs 7 --learning-rate 0.1 --head-rate 5 --batch-size 9 --weight-decay 0.2 --warmup 0.3"
                                        + " --dropout 0.4 --loss focal:1 --layer-decay 0.9 --precision fp32"
                                        + " --threads 2 --seed 11")
                                .split(" "));

        TrainingOptions recipe = all.apply(Presets.of("e5-small-v2"));

        assertThat(recipe.toString())
                .contains(
                        "epochs=7", "learningRate=0.1", "headLearningRateFactor=5.0", "batchSize=9", "weightDecay=0.2")
                .contains("warmup=0.3", "dropout=OptionalDouble[0.4]", "precision=FP32", "threads=2", "seed=11")
                .contains("loss=Focal[gamma=1.0]", "layerwiseLearningRateDecay=0.9");
    }
}
