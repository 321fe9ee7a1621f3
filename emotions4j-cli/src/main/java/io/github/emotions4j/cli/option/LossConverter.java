package io.github.emotions4j.cli.option;

import io.github.emotions4j.training.Loss;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a loss: {@code bce}, {@code bce:0.1}, {@code focal:2}, {@code asymmetric:1:4:0.05}. */
public final class LossConverter implements ITypeConverter<Loss> {

    /** The accepted forms, for help and errors. */
    public static final String FORMS = "bce[:SMOOTHING], focal[:GAMMA] or asymmetric[:POSITIVE:NEGATIVE:MARGIN]";

    @Override
    public Loss convert(String text) {
        String[] parts = text.split(":", -1);
        try {
            double[] numbers = Arrays.stream(parts)
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return loss(parts[0], numbers);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("found '" + text + "', expected " + FORMS + ": " + wrong.getMessage());
        }
    }

    private static Loss loss(String name, double[] numbers) {
        return switch (name + numbers.length) {
            case "bce0" -> Loss.binaryCrossEntropy();
            case "bce1" -> new Loss.BinaryCrossEntropy(numbers[0]);
            case "focal0" -> new Loss.Focal(2);
            case "focal1" -> new Loss.Focal(numbers[0]);
            case "asymmetric0" -> new Loss.Asymmetric(0, 4, 0.05);
            case "asymmetric3" -> new Loss.Asymmetric(numbers[0], numbers[1], numbers[2]);
            default ->
                throw new IllegalArgumentException("found " + numbers.length + " parameters for loss '" + name + "'");
        };
    }
}
