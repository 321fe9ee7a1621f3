package io.github.emotions4j.cli.input;

import io.github.emotions4j.dataset.TableFormat;
import io.github.emotions4j.dataset.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The input texts of a command, and the share of them that has been read. One thread reads them; other threads may call
 * {@link #fractionRead()}.
 */
public final class TextInput implements AutoCloseable {

    private static final long UNKNOWN_SIZE = -1;

    private final Stream<String> texts;
    private final LongSupplier bytesRead;
    private final long totalBytes;
    private final InputStream resource;
    private final TextPlace place;

    private TextInput(
            Stream<String> texts, LongSupplier bytesRead, long totalBytes, InputStream resource, TextPlace place) {
        this.texts = texts;
        this.bytesRead = bytesRead;
        this.totalBytes = totalBytes;
        this.resource = resource;
        this.place = place;
    }

    /**
     * Texts from the command line.
     *
     * @param texts the texts
     * @return the input
     */
    public static TextInput ofArguments(List<String> texts) {
        TextPlace place = new TextPlace(index -> "text " + (index + 1));
        return new TextInput(texts.stream(), () -> 0, UNKNOWN_SIZE, InputStream.nullInputStream(), place);
    }

    /**
     * The lines of a file.
     *
     * @param file a UTF-8 text file
     * @return the input, to be closed by the caller
     * @throws IOException if the file is missing, a folder or cannot be read; the message names it
     */
    public static TextInput ofFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("found a folder, expected a text file at " + file);
        }
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : UNKNOWN_SIZE;
            return ofLines(Files.newInputStream(file), file.toString(), size);
        } catch (NoSuchFileException missing) {
            throw new IOException("no file at " + file + ", expected a text file", missing);
        }
    }

    /**
     * One column of a CSV, TSV or JSON lines file.
     *
     * @param file the file; its extension says how it is written
     * @param column the column's name
     * @return the input, to be closed by the caller
     * @throws IllegalArgumentException if the extension is no known one
     * @throws io.github.emotions4j.dataset.DatasetFormatException if the header is malformed
     * @throws IOException if the file is missing, a folder or cannot be read; the message names it
     */
    public static TextInput ofColumn(Path file, String column) throws IOException {
        TableFormat format = TableFormat.of(file);
        if (Files.isDirectory(file)) {
            throw new IOException("found a folder, expected a file at " + file);
        }
        if (!Files.exists(file)) {
            throw new IOException("no file at " + file + ", expected a table with a column '" + column + "'");
        }
        CountingInput bytes = new CountingInput(Files.newInputStream(file));
        TableReader table = TableReader.of(bytes, file.toString(), format);
        Stream<String> texts = StreamSupport.stream(new Texts(() -> table.next().map(row -> row.text(column))), false);
        TextPlace place = new TextPlace(index -> "row " + (index + 1) + " of " + file);
        return new TextInput(texts, bytes::count, Files.size(file), bytes, place);
    }

    /**
     * The lines of a stream.
     *
     * @param input UTF-8 text; closed with the input
     * @param source what to call it in errors
     * @return the input, to be closed by the caller
     */
    public static TextInput ofStream(InputStream input, String source) {
        return ofLines(input, source, UNKNOWN_SIZE);
    }

    private static TextInput ofLines(InputStream input, String source, long totalBytes) {
        TextLines lines = new TextLines(input, source);
        Stream<String> texts = StreamSupport.stream(new Texts(lines::next), false);
        TextPlace place = new TextPlace(index -> "line " + (index + 1) + " of " + source);
        return new TextInput(texts, lines::bytesRead, totalBytes, input, place);
    }

    /**
     * The texts in order, read when they are pulled; failures come as {@link UncheckedIOException}.
     *
     * @return the texts, a stream that can be consumed once
     */
    public Stream<String> texts() {
        return texts;
    }

    /**
     * How much of the input has been read.
     *
     * @return a value from 0 to 1, or empty when the whole is not known
     */
    public OptionalDouble fractionRead() {
        if (totalBytes <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1.0, (double) bytesRead.getAsLong() / totalBytes));
    }

    /**
     * Names the places of the texts, for errors and notes.
     *
     * @return the place of each text
     */
    public TextPlace place() {
        return place;
    }

    @Override
    public void close() throws IOException {
        resource.close();
    }

    /** Where texts come from, one by one. */
    @FunctionalInterface
    private interface Source {

        Optional<String> next() throws IOException;
    }

    private static final class Texts extends Spliterators.AbstractSpliterator<String> {

        private final Source source;

        private Texts(Source source) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.source = source;
        }

        @Override
        public boolean tryAdvance(Consumer<? super String> action) {
            try {
                Optional<String> text = source.next();
                text.ifPresent(action);
                return text.isPresent();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure.getMessage(), failure);
            }
        }
    }
}
