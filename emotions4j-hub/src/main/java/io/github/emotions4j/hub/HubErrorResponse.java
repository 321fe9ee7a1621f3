package io.github.emotions4j.hub;

import java.util.Locale;

/** Turns an error response of the hub into an exception whose message says what to do. */
final class HubErrorResponse {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MAX_MESSAGE_LENGTH = 200;

    private final HubResponse response;
    private final HubOptions options;
    private final String message;

    private HubErrorResponse(HubResponse response, HubOptions options) {
        this.response = response;
        this.options = options;
        this.message = response.header("X-Error-Message").orElse("");
    }

    static HubException toException(HubResponse response, HubOptions options) {
        return new HubException(new HubErrorResponse(response, options).text());
    }

    private String text() {
        String where = WebAddress.shown(response.address());
        return switch (response.header("X-Error-Code").orElse("")) {
            case "RepoNotFound" -> modelNotFound();
            case "RevisionNotFound" ->
                "the model has no such revision at " + where + ", expected a branch, a tag, refs/pr/N or a commit";
            case "EntryNotFound" -> "the model has no such file at " + where;
            case "GatedRepo" ->
                "the model is gated at " + where
                        + ", expected a user with access: accept the terms on the model's page, then "
                        + (hasToken()
                                ? "check that HF_TOKEN belongs to that user"
                                : "set HF_TOKEN or run hf auth login");
            default -> byStatus(where);
        };
    }

    private String byStatus(String where) {
        if (message.equals("Access to this resource is disabled.")) {
            return "the hub has disabled access to the model at " + where;
        }
        if (response.status() == UNAUTHORIZED) {
            return message.toLowerCase(Locale.ROOT).contains("invalid credentials")
                    ? "the hub refuses the access token at " + where
                            + ", expected a valid one in HF_TOKEN or the token file"
                    : modelNotFound();
        }
        String detail = message.isEmpty() ? "" : " (" + shortened() + ")";
        if (response.status() == FORBIDDEN) {
            return "found HTTP status 403 from " + where + detail
                    + (hasToken() ? ", expected a token with read permission" : ", expected a token in HF_TOKEN");
        }
        return "found HTTP status " + response.status() + " from " + where + detail
                + ", expected a file or a list of files";
    }

    private String modelNotFound() {
        return "no model at " + WebAddress.shown(response.address()) + ", or a private one; check its name"
                + (hasToken()
                        ? ", and whether the access token may read it"
                        : ", or set HF_TOKEN to see private models");
    }

    private boolean hasToken() {
        return options.token().isPresent();
    }

    // A server could repeat the access token in its message.
    private String shortened() {
        String safe = options.token().map(token -> token.hiddenIn(message)).orElse(message);
        String line = safe.replaceAll("\\p{Cntrl}", " ");
        return line.length() > MAX_MESSAGE_LENGTH ? line.substring(0, MAX_MESSAGE_LENGTH) + "..." : line;
    }
}
