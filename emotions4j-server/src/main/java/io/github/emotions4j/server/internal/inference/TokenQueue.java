package io.github.emotions4j.server.internal.inference;

import java.time.Duration;
import java.util.List;

/**
 * Counts the requests under way in tokens, and refuses those that do not fit. The texts themselves wait in the
 * scheduler of the model, where large requests take turns with small ones. So a large request counts for no more tokens
 * than it may be ahead of a small one.
 *
 * <p>Thread-safe.
 */
public final class TokenQueue {

    private static final int MIN_REQUEST_TOKENS = 16;
    private static final int MAX_REQUEST_TOKENS = 256;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int SPECIAL_TOKENS = 2;

    /** What a new server assumes until requests have ended. */
    private static final double FIRST_TOKENS_PER_SECOND = 2000;

    private static final double WEIGHT_OF_LAST_REQUEST = 0.1;
    private static final int MAX_RETRY_SECONDS = 60;

    private final int maxTokens;
    private int tokens;
    private int requests;
    private long allTokens;
    private double tokensPerSecond = FIRST_TOKENS_PER_SECOND;

    /** What a request counts for. */
    public record Cost(int tokens, long allTokens) {

        /** Estimates the tokens of texts by their lengths. */
        static Cost of(List<String> texts) {
            long all = texts.stream()
                    .mapToLong(text -> text.length() / CHARACTERS_PER_TOKEN + SPECIAL_TOKENS)
                    .sum();
            return new Cost((int) Math.min(Math.max(all, MIN_REQUEST_TOKENS), MAX_REQUEST_TOKENS), all);
        }
    }

    /** An empty queue of at most so many tokens. */
    public TokenQueue(int maxTokens) {
        this.maxTokens = maxTokens;
    }

    /** Takes a request in, unless it does not fit. An empty queue takes every request. */
    synchronized boolean enter(Cost cost) {
        if (requests > 0 && tokens + cost.tokens() > maxTokens) {
            return false;
        }
        tokens += cost.tokens();
        allTokens += cost.allTokens();
        requests++;
        return true;
    }

    /**
     * Tells how long a request took that got its scores and is still in. The rate of all requests is its own rate times
     * the share that it had.
     */
    synchronized void scored(Cost cost, Duration ran) {
        double own = cost.allTokens() / Math.max(ran.toNanos() / 1e9, 1e-3);
        double rate = own * Math.max(1, allTokens) / Math.max(1, cost.allTokens());
        tokensPerSecond += WEIGHT_OF_LAST_REQUEST * (rate - tokensPerSecond);
    }

    /** Ends a request, with scores or without. */
    synchronized void leave(Cost cost) {
        tokens -= cost.tokens();
        allTokens -= cost.allTokens();
        requests--;
    }

    /** The tokens that the requests under way count for. */
    public synchronized int tokens() {
        return tokens;
    }

    /** The bound. */
    public int maxTokens() {
        return maxTokens;
    }

    /** The most requests that are in at the same time. */
    public int maxRequests() {
        return Math.max(1, maxTokens / MIN_REQUEST_TOKENS);
    }

    /** The requests under way. */
    public synchronized int requests() {
        return requests;
    }

    /** After how many seconds a refused client may find room: 1 to 60. */
    public synchronized int retryAfterSeconds() {
        double seconds = Math.ceil(allTokens / Math.max(1, tokensPerSecond));
        return (int) Math.min(Math.max(1, seconds), MAX_RETRY_SECONDS);
    }
}
