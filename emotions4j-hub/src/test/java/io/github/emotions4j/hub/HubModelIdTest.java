package io.github.emotions4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubModelIdTest {

    @ParameterizedTest
    @CsvSource({
        "org/name, org/name, main",
        "bert-base-uncased, bert-base-uncased, main",
        "SamLowe/roberta-base-go_emotions@v1.0, SamLowe/roberta-base-go_emotions, v1.0",
        "a/b@refs/pr/12, a/b, refs/pr/12",
        "a/b@feature/long-name_x, a/b, feature/long-name_x",
        "a.b/c.d@0123456789012345678901234567890123456789, a.b/c.d, 0123456789012345678901234567890123456789"
    })
    void readsNameAndRevision(String id, String name, String revision) {
        HubModelId read = HubModelId.parse(id);

        assertThat(read.name()).isEqualTo(name);
        assertThat(read.revision()).isEqualTo(revision);
        assertThat(read.toString()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a/b/c",
                "..",
                "../a",
                "a/..",
                "a/.b",
                "a/b.",
                "a/b..c",
                "a/b--c",
                "a--b/c",
                "a/b.git",
                "a\\b",
                "a/b c",
                "a/b\0",
                "~/a",
                "C:/a",
                "a/-b",
                "datasets/a/b",
                "a/b?x",
                "a/b#x",
                "a/é"
            })
    void refusesNamesThatTheHubDoesNotHave(String name) {
        assertThatThrownBy(() -> HubModelId.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a model of the hub as ORG/NAME");
        assertThat(HubModelId.find(name)).isEmpty();
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(HubModelId.find("a/" + "b".repeat(96))).isPresent();
        assertThat(HubModelId.find("a/" + "b".repeat(97))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "..", "../x", "a/../b", "/a", "a/", "a//b", ".hidden", "a/.b", "a\\b", "a b", "a\0b", "a:b", "a~1",
                "a^", "a?", "a*", "[a", "a.lock", "a.", "a@{0}", "a\nb"
            })
    void refusesRevisionsThatGitDoesNotHave(String revision) {
        assertThatThrownBy(() -> new HubModelId("a/b", revision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a branch, a tag, refs/pr/N or a commit");
        assertThat(HubModelId.find("a/b@" + revision)).isEmpty();
    }

    @Test
    void findsIdsOnlyWhereTheyCannotBeMeantAsAName() {
        assertThat(HubModelId.find("org/name@v1")).contains(new HubModelId("org/name", "v1"));
        assertThat(HubModelId.find("name")).isEmpty();
        assertThat(HubModelId.find("./org/name")).isEmpty();
    }

    @Test
    void namesItsFolderAsPythonDoes() {
        assertThat(HubModelId.parse("org/na.me").folderName()).isEqualTo("models--org--na.me");
        assertThat(HubModelId.parse("gpt2").folderName()).isEqualTo("models--gpt2");
    }
}
