package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargestTokenIdTest {

    @ParameterizedTest
    @CsvSource({"BERT_CASED,339", "BERT_UNCASED,339", "ROBERTA,379", "DISTILBERT,339"})
    void isTheLastOfAContiguousVocabulary(TinyModel model, int expected, @TempDir Path folder) throws IOException {
        Path file = model.copyTo(folder, ModelPart.TOKENIZER).resolve("tokenizer.json");

        assertThat(LargestTokenId.in(Files.readString(file), file.toString())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':{'vocab':{'a':3,'b':7,'c':1}}} | 7",
                "{'added_tokens':[{'id':9,'content':'x'},{'id':2}],'model':{'vocab':{'a':3}}} | 9",
                "{'model':{'type':'Unigram','vocab':[['a',-1.5],['b',-2],['c',0]],'unk_id':0}} | 2",
                "{'model':{'merges':['a b'],'vocab':{'id':5}},'added_tokens':null} | 5",
                "{'normalizer':{'vocab':{'a':99}},'model':{'vocab':{}}} | -1",
                "[] | -1"
            })
    void looksThroughVocabularyAndAddedTokens(String json, int expected) {
        assertThat(LargestTokenId.in(json.replace('\'', '"'), "test")).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> LargestTokenId.in("{\"model\":", "a/tokenizer.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no valid JSON in a/tokenizer.json");
    }
}
