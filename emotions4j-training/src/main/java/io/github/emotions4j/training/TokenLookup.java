package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Looks up the embeddings of token ids. */
@FunctionalInterface
interface TokenLookup {

    /**
     * Looks up embeddings.
     *
     * @param tokenIds shape {@code [batch, length]}, int64
     * @return shape {@code [batch, length, hidden]}, fp32; belongs to the enclosing pointer scope
     */
    Tensor embeddings(Tensor tokenIds);

    /**
     * Looks up in the token embedding matrix of a model that is not in training: row {@code i} belongs to token id i.
     */
    static TokenLookup of(EncoderConfig config, List<Parameter> parameters) {
        Tensor matrix = parameters
                .get(TokenEmbeddings.parameterIndex(config, parameters))
                .compute();
        return tokenIds -> torch.embedding(matrix, tokenIds);
    }
}
