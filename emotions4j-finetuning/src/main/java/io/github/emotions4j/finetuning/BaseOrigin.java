package io.github.emotions4j.finetuning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.evaluation.card.FrontMatter;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hub id and licence of a base, as far as they are known. Immutable.
 *
 * @param hubId the base's model on a hub; empty where it is unknown
 * @param licence the base's licence by its hub id, such as {@code mit}; empty where it is unknown
 */
record BaseOrigin(Optional<String> hubId, Optional<String> licence) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An organisation's model, or one of the first models, which have no organisation. */
    private static final Pattern HUB_ID =
            Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*|(distil)?(ro)?bert(a)?-[\\w.-]+");

    static BaseOrigin of(PretrainedEncoder base) throws IOException {
        if (base.folder().isEmpty()) {
            return new BaseOrigin(base.hubId(), Optional.empty());
        }
        Path folder = base.folder().get();
        FrontMatter card = FrontMatter.read(folder.resolve(ModelFiles.CARD));
        Optional<String> baseOfCard = card.value("base_model").filter(BaseOrigin::isHubId);
        Optional<String> hubId = base.hubId().or(() -> baseOfCard);
        return new BaseOrigin(hubId.isPresent() ? hubId : nameOrPath(folder), card.value("license"));
    }

    // The place that transformers loaded the weights from: a hub id or a local path; only an id is of use to others.
    private static Optional<String> nameOrPath(Path folder) throws IOException {
        String value = JSON.readTree(Files.readAllBytes(folder.resolve(ModelFiles.CONFIG)))
                .path("_name_or_path")
                .asText();
        return Optional.of(value).filter(BaseOrigin::isHubId);
    }

    private static boolean isHubId(String text) {
        return HUB_ID.matcher(text).matches();
    }
}
