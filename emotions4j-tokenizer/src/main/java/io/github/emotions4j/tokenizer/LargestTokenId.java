package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;

/**
 * Finds the largest token id of a tokenizer. A model needs an embedding for each id; otherwise it fails on the first
 * text that contains a larger one.
 *
 * <p>Stateless and thread-safe. Source: the {@code tokenizer.json} of Hugging Face's tokenizers.
 */
public final class LargestTokenId {

    private static final JsonFactory JSON = new JsonFactory();

    private LargestTokenId() {}

    /**
     * Finds the largest id in the vocabulary and the added tokens.
     *
     * @param tokenizerJson the text of a {@code tokenizer.json}
     * @param source the name of the file in errors
     * @return the largest id, or -1 if there is no token
     * @throws ModelFormatException if the text is no valid JSON; the message names the source
     */
    public static int in(String tokenizerJson, String source) {
        try (JsonParser parser = JSON.createParser(tokenizerJson)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? ofFile(parser) : -1;
        } catch (JsonProcessingException notJson) {
            throw new ModelFormatException("no valid JSON in " + source + ": " + notJson.getOriginalMessage(), notJson);
        } catch (IOException neverOfAString) {
            throw new IllegalStateException("a string cannot be read", neverOfAString);
        }
    }

    private static int ofFile(JsonParser parser) throws IOException {
        int largest = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("added_tokens") && value == JsonToken.START_ARRAY) {
                largest = Math.max(largest, ofAddedTokens(parser));
            } else if (field.equals("model") && value == JsonToken.START_OBJECT) {
                largest = Math.max(largest, ofModel(parser));
            } else {
                parser.skipChildren();
            }
        }
        return largest;
    }

    private static int ofAddedTokens(JsonParser parser) throws IOException {
        int largest = -1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.FIELD_NAME
                    && parser.currentName().equals("id")) {
                parser.nextToken();
                largest = Math.max(largest, parser.getValueAsInt(-1));
            } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
        }
        return largest;
    }

    private static int ofModel(JsonParser parser) throws IOException {
        int largest = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean vocabulary = parser.currentName().equals("vocab");
            JsonToken value = parser.nextToken();
            if (vocabulary && value == JsonToken.START_OBJECT) {
                largest = ofVocabulary(parser);
            } else if (vocabulary && value == JsonToken.START_ARRAY) {
                largest = ofPieces(parser);
            } else {
                parser.skipChildren();
            }
        }
        return largest;
    }

    /** The vocabulary of WordPiece, BPE and WordLevel: an object of ids by token. */
    private static int ofVocabulary(JsonParser parser) throws IOException {
        int largest = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            largest = Math.max(largest, parser.getValueAsInt(-1));
            parser.skipChildren();
        }
        return largest;
    }

    /** The vocabulary of Unigram: a list, in which the id of a piece is its index. */
    private static int ofPieces(JsonParser parser) throws IOException {
        int largest = -1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            largest++;
        }
        return largest;
    }
}
