package io.github.emotions4j.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line, with their ranges checked. */
final class NumberConverters {

    private NumberConverters() {}

    /** A whole number of at least 1. */
    static final class Count implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            try {
                int count = Integer.parseInt(value);
                if (count >= 1) {
                    return count;
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("found '" + value + "', expected a whole number of at least 1");
            }
            throw new TypeConversionException("found " + value + ", expected at least 1");
        }
    }

    /** A number from 0 to 1. */
    static final class Probability implements ITypeConverter<Double> {

        @Override
        public Double convert(String value) {
            try {
                double probability = Double.parseDouble(value);
                if (probability >= 0 && probability <= 1) {
                    return probability;
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("found '" + value + "', expected a number from 0 to 1");
            }
            throw new TypeConversionException("found " + value + ", expected a number from 0 to 1");
        }
    }
}
