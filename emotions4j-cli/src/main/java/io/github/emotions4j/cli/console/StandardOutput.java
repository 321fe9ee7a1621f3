package io.github.emotions4j.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that throws {@link ClosedPipeException} when the reader has closed the pipe, and the original
 * exception for every other failure, such as a full disk. Not thread-safe.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream target;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException failure) {
            throw isClosedPipe(failure) ? new ClosedPipeException(failure) : outputFailed(failure);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            target.flush();
        } catch (IOException failure) {
            throw isClosedPipe(failure) ? new ClosedPipeException(failure) : outputFailed(failure);
        }
    }

    private static IOException outputFailed(IOException failure) {
        return new IOException("writing to standard output failed: " + failure.getMessage(), failure);
    }

    // Java has no type for EPIPE: Linux and macOS say "Broken pipe", Windows "The pipe is being closed" or "has ended".
    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
}
