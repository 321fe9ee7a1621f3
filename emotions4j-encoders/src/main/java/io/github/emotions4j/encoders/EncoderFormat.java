package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.util.zip.ZipFile;

/** The format of an encoder in a jar. Implementations are immutable and thread-safe. */
sealed interface EncoderFormat permits OnnxFormat, SavedModelFormat {

    /**
     * Reads the encoder.
     *
     * @param name the name of the encoder
     * @param jar the open jar
     * @return the encoder
     * @throws ModelFormatException if an entry or a tensor is missing or damaged; the message names it
     * @throws IOException if reading fails
     */
    PretrainedEncoder read(String name, ZipFile jar) throws IOException;
}
