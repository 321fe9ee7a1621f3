package io.github.emotions4j.server.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final List<Route> routes = PageRoutes.routes();
    private final Calls calls = new Calls(routes);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "*/*",
                "TEXT/HTML;q=0.5",
                "application/json, text/*",
                ""
            })
    void answersWithThePageWhereHtmlIsAccepted(String accept) {
        assertThat(page(Map.of("accept", accept)).contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void answersWithThePageWithoutAnAcceptHeader() {
        assertThat(Calls.text(page(Map.of()))).startsWith("200 <!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html;q=0", "text/html; q=0.0, application/json"})
    void namesTheDescriptionWhereHtmlIsNotAccepted(String accept) {
        Response response = page(Map.of("accept", accept));

        assertThat(Calls.text(response)).isEqualTo("200 {\"openapi\":\"/openapi.json\",\"page\":\"/\"}");
        assertThat(response.headers()).containsEntry("Vary", "Accept");
    }

    @Test
    void isOpenWhereTheServerHasAKey() {
        assertThat(routes).extracting(Route::access).containsOnly(Route.Access.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/page.css", "/page/main.js", "/page/icon.svg"})
    void hasSecurityHeaders(String path) {
        assertThat(calls.get(path).headers())
                .containsEntry("Content-Security-Policy", POLICY)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void filesHaveTheirTypes() {
        assertThat(calls.get("/page/page.css").contentType()).isEqualTo("text/css; charset=utf-8");
        assertThat(calls.get("/page/main.js").contentType()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(calls.get("/page/icon.svg").contentType()).isEqualTo("image/svg+xml");
    }

    @Test
    void aKnownTagGetsNoBody() {
        String tag = calls.get("/page/main.js").headers().get("ETag");

        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            Response response = calls.call("GET", "/page/main.js", new byte[0], Map.of("if-none-match", known));

            assertThat(response.status()).as(known).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers()).containsEntry("ETag", tag);
        }
    }

    @Test
    void anotherTagGetsTheFile() {
        Map<String, String> other = Map.of("if-none-match", "\"other\"");

        assertThat(calls.call("GET", "/page/main.js", new byte[0], other).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/..", "/page/.", "/page/", "/page/..\\main.js", "/page/index.html", "/page/MAIN.JS"})
    void otherNamesAreNotFound(String path) {
        assertThat(Calls.text(calls.get(path))).isEqualTo("404 {\"error\":\"no such file of the page\"}");
    }

    @Test
    void hasNoInlineScriptAndStyle() {
        String html = Calls.body(page(Map.of()));

        assertThat(html).doesNotContain("<style", "style=", "javascript:").doesNotContainPattern("\\son[a-z]+=");
        assertThat(html).containsOnlyOnce("<script");
    }

    @Test
    void everyReferencedFileIsThereAndNoneIsFromElsewhere() {
        Set<String> references = references("(?:href|src)=\"([^\"#]+)\"", Calls.body(page(Map.of())));
        assertThat(references).contains("page/main.js", "page/page.css", "openapi.json");
        references.remove("openapi.json");
        references.forEach(
                file -> assertThat(calls.get("/" + file).status()).as(file).isEqualTo(200));

        for (String script : List.of("main.js", "text-view.js", "table-view.js", "batches.js", "bars.js")) {
            Set<String> imports = references("from '\\./([^']+)'", Calls.body(calls.get("/page/" + script)));
            assertThat(imports).isNotEmpty().allSatisfy(file -> assertThat(
                            calls.get("/page/" + file).status())
                    .isEqualTo(200));
        }
    }

    private Response page(Map<String, String> headers) {
        return calls.call("GET", "/", new byte[0], headers);
    }

    private static Set<String> references(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
