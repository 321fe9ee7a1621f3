package io.github.emotions4j.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares, builds and prints HTTP addresses. */
final class WebAddress {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private WebAddress() {}

    static boolean isOfServer(URI address) {
        String scheme = scheme(address);
        return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
    }

    /** Whether two addresses have the same scheme, host and port. */
    static boolean isSameOrigin(URI one, URI other) {
        return scheme(one).equals(scheme(other)) && host(one).equals(host(other)) && port(one) == port(other);
    }

    /** Whether a redirect leads from https to http. */
    static boolean isDowngrade(URI from, URI to) {
        return scheme(from).equals("https") && !scheme(to).equals("https");
    }

    /** The address for messages, without query and user info, which can contain secrets. */
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String path = address.getPath() == null ? "" : address.getPath();
        return address.getHost() == null ? "(no host)" + path : scheme(address) + "://" + host(address) + port + path;
    }

    /** The address with a path appended. */
    static URI below(URI base, String encodedPath) {
        return URI.create(base.toString().replaceFirst("/+$", "") + "/" + encodedPath);
    }

    /** Encodes a text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    /** Encodes a text as a path; slashes are kept. */
    static String path(String text) {
        return Arrays.stream(text.split("/", -1)).map(WebAddress::segment).collect(Collectors.joining("/"));
    }

    private static String scheme(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static String host(URI address) {
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return scheme(address).equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
