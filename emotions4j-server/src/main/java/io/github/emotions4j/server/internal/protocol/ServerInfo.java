package io.github.emotions4j.server.internal.protocol;

/**
 * What the server says about itself in metadata routes.
 *
 * @param version the version of emotions4j
 * @param maxConnections the highest number of connections at the same time
 * @param queueTokens the highest number of tokens in the queue
 * @param maxTextsPerRequest the highest number of texts in a request
 */
public record ServerInfo(String version, int maxConnections, int queueTokens, int maxTextsPerRequest) {}
