package io.github.emotions4j.server.internal.protocol.emotions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.protocol.FakeModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmotionsRoutesTest {

    private static final String REST = ",\"windows\":1,\"truncated\":false,\"tokens\":3}],"
            + "\"thresholds\":{\"anger\":0.5,\"joy\":0.5,\"love\":0.5},\"usage\":{\"tokens\":3}}";

    private final Calls calls = new Calls(EmotionsRoutes.routes(Calls.MODELS, Calls.INFERENCE));

    @Test
    void answersOneTextWithTheDetectedEmotionsBestFirst() {
        assertThat(text("{\"text\":\"a\"}"))
                .isEqualTo("200 {\"model\":\"embedded\",\"results\":[{\"emotions\":"
                        + "[{\"label\":\"joy\",\"score\":0.75},{\"label\":\"love\",\"score\":0.5}]" + REST);
    }

    @Test
    void answersSeveralTextsInOrder() {
        assertThat(text("{\"texts\":[\"a\",\"\"]}"))
                .contains("\"tokens\":3},{\"emotions\":[],\"windows\":1", "\"usage\":{\"tokens\":5}");
    }

    @Test
    void answersNoTextsWithNoResults() {
        assertThat(text("{\"texts\":[]}")).startsWith("200 {\"model\":\"embedded\",\"results\":[],");
    }

    @Test
    void topKGivesTheBestLabelsWhateverTheirThresholds() {
        assertThat(text("{\"text\":\"\",\"top_k\":1}")).contains("\"emotions\":[{\"label\":\"joy\",\"score\":0.375}]");
    }

    @Test
    void thresholdReplacesThoseOfTheModel() {
        assertThat(text("{\"text\":\"a\",\"threshold\":0.6}"))
                .contains(
                        "\"emotions\":[{\"label\":\"joy\",\"score\":0.75}],",
                        "\"thresholds\":{\"anger\":0.6,\"joy\":0.6,\"love\":0.6}");
        assertThat(text("{\"text\":\"a\",\"threshold\":0,\"top_k\":2}"))
                .contains("\"emotions\":[{\"label\":\"joy\",\"score\":0.75},{\"label\":\"love\",\"score\":0.5}],");
    }

    @Test
    void scoresOfAllLabelsComeWhenAskedFor() {
        assertThat(text("{\"text\":\"a\",\"scores\":true}"))
                .contains("\"scores\":{\"joy\":0.75,\"love\":0.5,\"anger\":0.25}");
    }

    @Test
    void groupsComeWhenAskedFor() {
        ModelRegistry goEmotions = new ModelRegistry(List.of(new FakeModel("embedded", LabelSet.goEmotions())));
        Calls all = new Calls(EmotionsRoutes.routes(goEmotions, Calls.INFERENCE));

        assertThat(Calls.text(all.post("/v1/emotions", "{\"text\":\"a\",\"group\":\"sentiment\"}")))
                .contains("\"groups\":{\"positive\":0.75,\"negative\":0.75,\"ambiguous\":0.75,\"neutral\":0.25}");
        assertThat(Calls.text(all.post("/v1/emotions", "{\"text\":\"a\",\"group\":\"ekman\"}")))
                .contains("\"groups\":{", "\"surprise\":");
    }

    @Test
    void listsTheModels() {
        assertThat(Calls.text(calls.get("/v1/models")))
                .isEqualTo("200 {\"models\":[" + model("embedded") + "," + model("ORG/NAME") + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|422|invalid|'text' and 'texts' are missing, expected one of them",
                "{\"texts\":null}|422|invalid|'text' and 'texts' are missing, expected one of them",
                "{\"text\":\"a\",\"texts\":[]}|422|invalid|'text' and 'texts' are both there, expected one of them",
                "{\"text\":[\"a\"]}|422|invalid|'text' is a list, expected a string",
                "{\"texts\":\"a\"}|422|invalid|'texts' is a string, expected a list of strings",
                "{\"texts\":[\"a\",null]}|422|invalid|'texts[1]' is null, expected a string",
                "{\"texts\":[1]}|422|invalid|'texts[0]' is a number, expected a string",
                "{\"text\":\"a\",\"top_k\":-1}|422|invalid|'top_k' is below 1, expected a whole number of at least 1",
                "{\"text\":\"a\",\"threshold\":1.5}|422|invalid|'threshold' is outside [0, 1], expected "
                        + "a number in [0, 1]",
                "{\"text\":\"a\",\"threshold\":\"x\"}|422|invalid|'threshold' is a string, expected a number in [0, 1]",
                "{\"text\":\"a\",\"group\":\"mood\"}|422|invalid|'group' has an unknown value, expected "
                        + "ekman or sentiment",
                "{\"text\":\"a\",\"group\":\"ekman\"}|422|invalid|the labels of model 'embedded' have "
                        + "no groups, expected the 28 labels of GoEmotions",
                "{\"text\":\"a\",\"scores\":1}|422|invalid|'scores' is a number, expected true or false",
                "{\"text\":\"a\",\"model\":\"x\"}|404|not_found|no model of this name, expected one "
                        + "of [embedded, ORG/NAME]",
                "{\"text\":\"a\",\"model\":7}|422|invalid|'model' is a number, expected a string",
                "[]|422|invalid|the body is a list, expected an object",
                "{|400|malformed|the body is not valid JSON at line 1, column 2",
            })
    void refusesABadBody(String body, int status, String code, String message) {
        assertThat(text(body))
                .isEqualTo(status + " {\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    private static String model(String name) {
        return "{\"name\":\"" + name + "\",\"precision\":\"int8\",\"revision\":\"abc123\",\"max_tokens\":512,"
                + "\"labels\":[\"anger\",\"joy\",\"love\"],"
                + "\"thresholds\":{\"anger\":0.5,\"joy\":0.5,\"love\":0.5}}";
    }

    private String text(String body) {
        return Calls.text(calls.post("/v1/emotions", body));
    }
}
