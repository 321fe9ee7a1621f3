package io.github.emotions4j.hub;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how long a server asks the client to wait: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3), else
 * the seconds until the rate-limit window ends in {@code RateLimit: "resolvers";r=0;t=55}, else the length of the
 * window in {@code RateLimit-Policy: "fixed window";"resolvers";q=3000;w=300} (both from the IETF draft "RateLimit
 * header fields").
 */
final class RetryAfterHeaders {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern RESET = Pattern.compile("[;\\s]t=(\\d{1,9})");
    private static final Pattern WINDOW = Pattern.compile("[;\\s]w=(\\d{1,9})");

    private RetryAfterHeaders() {}

    static Optional<Duration> read(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After")
                .flatMap(value -> retryAfter(value.strip(), now))
                .or(() -> headers.firstValue("RateLimit").flatMap(value -> seconds(value, RESET)))
                .or(() -> headers.firstValue("RateLimit-Policy").flatMap(value -> seconds(value, WINDOW)));
    }

    private static Optional<Duration> retryAfter(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(String header, Pattern field) {
        Matcher found = field.matcher(header);
        // One second more, because the server rounds down.
        return found.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(found.group(1)) + 1)) : Optional.empty();
    }
}
