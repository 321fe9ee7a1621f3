package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the environment variables of Python's huggingface_hub with the same rules. */
final class HubEnvironment {

    private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
    private static final int PARALLEL_FILES = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private final Map<String, String> variables;

    HubEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    HubOptions options() {
        return new HubOptions(
                cache(),
                endpoint(),
                token(),
                isTrue("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"),
                !isTrue("HF_HUB_DISABLE_SYMLINKS"),
                PARALLEL_FILES,
                TIMEOUT);
    }

    private Path cache() {
        return first("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE").map(this::path).orElseGet(() -> home().resolve("hub"));
    }

    private Path home() {
        return first("HF_HOME").map(this::path).orElseGet(() -> first("XDG_CACHE_HOME")
                .map(this::path)
                .orElseGet(() -> path("~").resolve(".cache"))
                .resolve("huggingface"));
    }

    private URI endpoint() {
        String endpoint = first("HF_ENDPOINT").orElse(DEFAULT_ENDPOINT).replaceFirst("/+$", "");
        try {
            URI address = URI.create(endpoint);
            if (WebAddress.isOfServer(address)) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            throw invalidEndpoint(endpoint, noAddress);
        }
        throw invalidEndpoint(endpoint, null);
    }

    private static IllegalArgumentException invalidEndpoint(String endpoint, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "HF_ENDPOINT is '" + endpoint + "', expected an address with http or https and a host", cause);
    }

    private Optional<AccessToken> token() {
        if (isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return Optional.empty();
        }
        return first("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
                .map(secret -> token(secret, "HF_TOKEN"))
                .or(this::storedToken);
    }

    private Optional<AccessToken> storedToken() {
        Path file = first("HF_TOKEN_PATH").map(this::path).orElseGet(() -> home().resolve("token"));
        try {
            String secret = Files.readString(file);
            return secret.isBlank() ? Optional.empty() : Optional.of(token(secret, file.toString()));
        } catch (NoSuchFileException notLoggedIn) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the access token in " + file, unreadable);
        }
    }

    private static AccessToken token(String secret, String source) {
        try {
            return AccessToken.of(secret);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(source + ": " + wrong.getMessage(), wrong);
        }
    }

    private boolean isTrue(String... names) {
        return first(names)
                .map(value -> TRUE.contains(value.toUpperCase(Locale.ROOT)))
                .orElse(false);
    }

    private Optional<String> first(String... names) {
        for (String name : names) {
            String value = variables.getOrDefault(name, "");
            if (!value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** A path in which {@code ~} and variables are expanded as in Python. */
    private Path path(String text) {
        String home = first("HOME", "USERPROFILE").orElseGet(() -> System.getProperty("user.home"));
        boolean atHome = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
        String expanded = VARIABLE.matcher(atHome ? home + text.substring(1) : text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), found.group(1), found.group(2))));
        return Path.of(expanded).toAbsolutePath().normalize();
    }

    // A variable that is not set is not expanded, as in Python.
    private String value(String whole, @Nullable String inBraces, @Nullable String bare) {
        String name = inBraces != null ? inBraces : String.valueOf(bare);
        return variables.getOrDefault(name, whole);
    }
}
