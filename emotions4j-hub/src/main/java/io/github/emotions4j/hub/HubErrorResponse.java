package io.github.emotions4j.hub;

import java.util.Locale;

/** Turns an answer that refuses into an error that says what to do. */
final class HubErrorResponse {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_MESSAGE = 200;

    private final HubResponse answer;
    private final HubOptions options;
    private final String message;

    private HubErrorResponse(HubResponse answer, HubOptions options) {
        this.answer = answer;
        this.options = options;
        this.message = answer.header("X-Error-Message").orElse("");
    }

    static HubException of(HubResponse answer, HubOptions options) {
        return new HubException(new HubErrorResponse(answer, options).text());
    }

    private String text() {
        String where = WebAddress.shown(answer.address());
        return switch (answer.header("X-Error-Code").orElse("")) {
            case "RepoNotFound" -> noModel();
            case "RevisionNotFound" ->
                "the model has no such revision at " + where + ", expected a branch, a tag, refs/pr/N or a commit";
            case "EntryNotFound" -> "the model has no such file at " + where;
            case "GatedRepo" ->
                "the model is gated at " + where
                        + ", expected a user whom its owners let in: accept its terms on its page, then "
                        + (hasToken() ? "check that HF_TOKEN is that user's" : "set HF_TOKEN or run hf auth login");
            default -> byStatus(where);
        };
    }

    private String byStatus(String where) {
        if (message.equals("Access to this resource is disabled.")) {
            return "the hub has disabled access to the model at " + where;
        }
        if (answer.status() == UNAUTHORIZED) {
            return message.toLowerCase(Locale.ROOT).contains("invalid credentials")
                    ? "the hub refuses the access token at " + where
                            + ", expected a valid one in HF_TOKEN or the token file"
                    : noModel();
        }
        String said = message.isEmpty() ? "" : " (" + shortened() + ")";
        if (answer.status() == FORBIDDEN) {
            return "found HTTP status 403 from " + where + said
                    + (hasToken() ? ", expected a token with the right to read" : ", expected a token in HF_TOKEN");
        }
        return "found HTTP status " + answer.status() + " from " + where + said
                + ", expected a file or a list of files";
    }

    private String noModel() {
        return "no model at " + WebAddress.shown(answer.address()) + ", or a private one; check its name"
                + (hasToken()
                        ? ", and whether the access token may read it"
                        : ", or set HF_TOKEN to see private models");
    }

    private boolean hasToken() {
        return options.token().isPresent();
    }

    // A server could send back what it was sent.
    private String shortened() {
        String safe = options.token().map(token -> token.hiddenIn(message)).orElse(message);
        String line = safe.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }
}
