package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCommentsTest {

    @Test
    void areAFewHundredDifferentTextsOfTheLengthOfComments() throws IOException {
        List<String> texts = SampleComments.load();
        int[] words = texts.stream()
                .mapToInt(text -> text.split("\\s+").length)
                .sorted()
                .toArray();

        assertThat(new HashSet<>(texts)).hasSameSizeAs(texts).hasSizeGreaterThan(200);
        assertThat(texts).noneMatch(String::isBlank);
        assertThat(words[0]).isEqualTo(1);
        assertThat(words[words.length / 2]).isBetween(10, 14);
        assertThat(words[words.length - 1]).isGreaterThan(40);
    }
}
