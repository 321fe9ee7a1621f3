package io.github.emotions4j.cli.option;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters of numbers that check the range. */
public final class NumberConverters {

    private NumberConverters() {}

    /** A whole number of at least 1. */
    public static final class Count implements ITypeConverter<Integer> {

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

    /** A duration in seconds, from 0.001 to 86400. */
    public static final class Seconds implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            try {
                double seconds = Double.parseDouble(value);
                if (seconds >= 0.001 && seconds <= 86_400) {
                    return Duration.ofNanos(Math.round(seconds * 1e9));
                }
            } catch (NumberFormatException notANumber) {
                throw new TypeConversionException("found '" + value + "', expected a number of seconds");
            }
            throw new TypeConversionException("found " + value + ", expected from 0.001 to 86400 seconds");
        }
    }

    /** A number from 0 to 1. */
    public static final class Probability implements ITypeConverter<Double> {

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
