package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.export.Int8Quantizer;
import io.github.emotions4j.export.ParityCheck;
import io.github.emotions4j.export.ParityReport;
import io.github.emotions4j.export.QuantizationReport;
import io.github.emotions4j.finetuning.SampleTexts;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code emotions quantize}: makes the INT8 graph of a model folder. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = "Writes model_quantized.onnx, the INT8 form of a model folder's model.onnx.",
        footer = {
            "",
            "Weights become integers that no CPU can saturate, so the emotions are the same everywhere. The report says",
            "how small the graph became and how far its scores moved on a few texts.",
            "",
            "Example:",
            "  emotions quantize --model models/mine --overwrite"
        })
final class QuantizeCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "The model folder.")
    private Path folder = Path.of("");

    @Mixin
    private OutputFolder output = new OutputFolder();

    QuantizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        Path fp32 = InputFiles.requireFile(folder.resolve(ModelFiles.GRAPH));
        Path int8 = output.requireFreeFile(folder.resolve(ModelFiles.QUANTIZED_GRAPH));
        QuantizationReport report = Int8Quantizer.quantize(fp32, int8);
        print(report, int8);
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            print(ParityCheck.compare(
                    int8, fp32, config.labels(), SampleTexts.load(), text -> tokenIds(tokenizer, text)));
        }
        return ExitCode.DONE;
    }

    private static int[] tokenIds(TextTokenizer tokenizer, String text) {
        return tokenizer.encode(text).toArray();
    }

    private void print(QuantizationReport report, Path int8) throws IOException {
        console.println(
                "%s: %,d bytes, %.0f %% of the fp32 graph's %,d; %d tensors in INT8, %d kept in fp32",
                int8,
                report.int8Bytes(),
                100 * report.sizeRatio(),
                report.fp32Bytes(),
                report.tensors().size(),
                report.nodesInFp32().size());
    }

    private void print(ParityReport report) throws IOException {
        console.println(
                "scores moved by %.4f on average and %.4f at most, over %d texts",
                report.meanScoreDifference(), report.maxScoreDifference(), report.textCount());
    }
}
