package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.internal.routing.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the route of a method and a path. Of several matching paths the one with the earlier literal segment wins; only
 * its methods are allowed.
 *
 * <p>Immutable and thread-safe.
 */
final class Router {

    /** The routes of one path, by method. */
    private record Path(String path, List<String> segments, Map<String, Route> routes) {

        private static final Comparator<Path> MOST_SPECIFIC_FIRST = Comparator.comparing(Path::kinds);

        /** A letter for each segment, in the order of precedence: literal, parameter, rest. */
        private String kinds() {
            return segments.stream().map(Path::kind).collect(Collectors.joining());
        }

        private static String kind(String segment) {
            if (!segment.startsWith("{")) {
                return "a";
            }
            return segment.endsWith("*}") ? "c" : "b";
        }

        Optional<Map<String, String>> match(List<String> path) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                if (i >= path.size()) {
                    return Optional.empty();
                }
                if (segment.endsWith("*}")) {
                    String rest = String.join("/", path.subList(i, path.size()));
                    parameters.put(segment.substring(1, segment.length() - 2), rest);
                    return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
                }
                if (segment.startsWith("{") && !path.get(i).isEmpty()) {
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return segments.size() == path.size() ? Optional.of(parameters) : Optional.empty();
        }
    }

    /**
     * What the path of a request leads to.
     *
     * @param path the path of the routes, with the names of its parameters
     * @param routes the routes of the path by method, not empty
     * @param parameters the values of its parameters
     */
    record Match(String path, Map<String, Route> routes, Map<String, String> parameters) {

        /** The route of a method; GET answers HEAD. */
        Optional<Route> route(String method) {
            return Optional.ofNullable(routes.get(method.equals("HEAD") ? "GET" : method));
        }

        /** The value of the header Allow. */
        String allow() {
            TreeSet<String> methods = new TreeSet<>(routes.keySet());
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return String.join(", ", methods);
        }
    }

    private final List<Path> paths;

    /** @throws IllegalArgumentException if two routes have the same method and path */
    Router(List<Route> routes) {
        Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            Map<String, Route> ofPath = byPath.computeIfAbsent(route.path(), path -> new LinkedHashMap<>());
            if (ofPath.put(route.method(), route) != null) {
                throw new IllegalArgumentException("found two routes for " + route.method() + " " + route.path());
            }
        }
        List<Path> sorted = new ArrayList<>();
        byPath.forEach((path, ofPath) -> sorted.add(new Path(path, segments(path), ofPath)));
        sorted.sort(Path.MOST_SPECIFIC_FIRST);
        paths = List.copyOf(sorted);
    }

    /** What a decoded path leads to. */
    Optional<Match> match(String path) {
        List<String> segments = segments(path);
        for (Path candidate : paths) {
            Optional<Map<String, String>> parameters = candidate.match(segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(candidate.path(), candidate.routes(), parameters.get()));
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
