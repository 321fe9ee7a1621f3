package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as tables in Markdown: the floors first, then every setting of every model. */
final class ComparisonMarkdown {

    private final ComparisonResult result;
    private final StringBuilder text = new StringBuilder();

    private ComparisonMarkdown(ComparisonResult result) {
        this.result = result;
    }

    static String of(ComparisonResult result) {
        ComparisonMarkdown markdown = new ComparisonMarkdown(result);
        markdown.machine();
        markdown.floors();
        result.models().forEach(markdown::model);
        markdown.products();
        return markdown.text.toString();
    }

    private void machine() {
        Machine machine = result.machine();
        line("# Comparison with other tools, %s", result.machine().int8DotProduct() ? "INT8 dot products" : "AVX2");
        line("");
        line(
                "%s, %s; %d processors, %s, Java %s. Commit %s, %s.",
                machine.cpu(),
                String.join(", ", machine.instructionSets()),
                machine.processors(),
                machine.system(),
                machine.jdk(),
                result.commit(),
                result.date());
        String versions = result.versions().entrySet().stream()
                .map(Map.Entry::toString)
                .map(entry -> entry.replace('=', ' '))
                .collect(Collectors.joining(", "));
        line("Versions: %s.", versions);
        line("");
    }

    private void floors() {
        line("## Speed targets");
        line("");
        line("| figure | floor | measured | against | |");
        line("|---|---|---|---|---|");
        for (SpeedTarget floor : SpeedTargets.of(result)) {
            line(
                    "| %s | %s | %s | %s | %s |",
                    floor.name(), floor.bound(), floor.figure(), floor.against(), floor.verdict());
        }
        Spread first = result.firstAnswerMs();
        if (first != null) {
            line("");
            line(
                    "First answer of `./emotions classify`: %.0f ms (%.0f to %.0f).",
                    first.median(), first.min(), first.max());
        }
        line("");
    }

    private void model(ModelResult model) {
        line("## %s: %d layers of %d", model.name(), model.layers(), model.width());
        line("");
        line(
                "%.1f tokens and %.0f million multiply-adds per text (%.0f million with the last layer"
                        + " for the first token"
                        + " alone). Weights in fp32 %.1f MB, our INT8 graph %.1f MB.",
                model.tokensPerText(),
                model.multiplyAddsPerText() / 1e6,
                model.multiplyAddsForFirstToken() / 1e6,
                model.fp32Bytes() / 1e6,
                model.int8Bytes() / 1e6);
        model.ours(true, false).ifPresent(bulk -> share(model, bulk));
        line("");
        model.sizesOfLists().forEach(atOnce -> settings(model, atOnce));
        missing(model.missing());
        line("");
    }

    private void settings(ModelResult model, int atOnce) {
        if (atOnce != PeerSetting.ALL_TEXTS) {
            line("");
            line("Lists of %d texts, one after the other:", atOnce);
            line("");
        }
        line("| setting | texts | texts/s (least to most) | p50 ms | p99 ms | scores differ by |");
        line("|---|---|---|---|---|---|");
        model.settings().stream()
                .filter(setting -> setting.atOnce() == atOnce)
                .sorted(Comparator.comparingDouble(
                        setting -> -setting.textsPerSecond().median()))
                .forEach(this::setting);
    }

    private void share(ModelResult model, SettingResult bulk) {
        if (result.products().isEmpty()) {
            return;
        }
        double rate = bulk.textsPerSecond().median() * model.multiplyAddsPerText();
        line(
                "INT8 in bulk: %.0f thousand million multiply-adds per second, %.0f %% of the fastest INT8"
                        + " product, %.0f %%"
                        + " of the fastest one at this width with 16 rows, a text's length.",
                rate / 1e9,
                100 * rate / result.fastestProduct(true),
                100 * rate / result.fastestProduct(model.width(), 16));
    }

    private void setting(SettingResult setting) {
        Spread rate = setting.textsPerSecond();
        String name = setting.ours() ? "**" + setting.setting() + "**" : setting.setting();
        line(
                "| %s | %,d x %d | %.1f (%.1f to %.1f) | %s | %s | %.1e |",
                name,
                setting.texts(),
                setting.repeats(),
                rate.median(),
                rate.min(),
                rate.max(),
                milliseconds(setting.p50Ms()),
                milliseconds(setting.p99Ms()),
                setting.scoreDifference());
    }

    private void missing(List<ModelResult.Missing> missing) {
        if (missing.isEmpty()) {
            return;
        }
        line("");
        line("Missing:");
        missing.forEach(setting -> line("- %s: %s", setting.setting(), setting.reason()));
    }

    private void products() {
        if (result.products().isEmpty()) {
            return;
        }
        line("## Bare matrix products on this machine");
        line("");
        line("Thousand millions of multiply-adds per second, all workers at once, the fastest of three repeats.");
        line("");
        line("| product | weights | 16 rows | 128 rows | 512 rows |");
        line("|---|---|---|---|---|");
        result.products().stream()
                .collect(Collectors.groupingBy(
                        rate -> "| " + rate.kind() + " | " + rate.inner() + " x " + rate.columns(),
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(
                                rate -> String.format(Locale.ROOT, "%.0f", rate.multiplyAddsPerSecond() / 1e9),
                                Collectors.joining(" | ", " | ", " |"))))
                .forEach((name, rates) -> line("%s%s", name, rates));
    }

    private static String milliseconds(@Nullable Spread spread) {
        return spread == null ? "" : String.format(Locale.ROOT, "%.2f", spread.median());
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
