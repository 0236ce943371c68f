package dev.headrace.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A browser without JavaScript: stores cookies, follows redirects, fills in and submits forms. */
public final class Browser implements AutoCloseable {

    private static final int MAX_REDIRECTS = 5;

    private final CoreUnderTest core;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    /** A loaded page. */
    public record Page(String path, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public Document html() {
            return Jsoup.parse(response.body());
        }

        /** The text of the first element that matches a selector. */
        public String text(String selector) {
            return element(selector).text();
        }

        public List<String> texts(String selector) {
            return html().select(selector).eachText();
        }

        /** The value of a form control. */
        public String value(String name) {
            return contents(element("[name='" + name + "']"));
        }

        public Element element(String selector) {
            return html().expectFirst(selector);
        }
    }

    public Browser(CoreUnderTest core) {
        this.core = core;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public Page signIn(String email, String password) {
        return send(open("/admin/sign-in"), "form", Map.of("email", email, "password", password));
    }

    public Page signIn() {
        return signIn(CoreUnderTest.EMAIL, CoreUnderTest.PASSWORD);
    }

    public Page open(String path) {
        return follow(path, request(path).GET());
    }

    /** The fragment that htmx would load to replace part of a page. */
    public Page part(String path) {
        return follow(path, request(path).header("HX-Request", "true").GET());
    }

    /** Submits a form with changed values; a name may have several values. */
    public Page send(Page page, String form, Map<String, ?> changes) {
        FormElement element = (FormElement) page.element(form);
        List<Map.Entry<String, String>> data = new ArrayList<>();
        element.formData().stream().filter(each -> !changes.containsKey(each.key()))
                .filter(each -> element.select("textarea[name='" + each.key() + "']").isEmpty())
                .forEach(each -> data
                        .add(Map.entry(each.key(), isEmptyChoice(element, each.key()) ? "" : each.value())));
        element.select("textarea").stream().filter(each -> !changes.containsKey(each.attr("name")))
                .forEach(each -> data.add(Map.entry(each.attr("name"), contents(each))));
        changes.forEach((name, value) -> (value instanceof List<?> several ? several : List.of(value))
                .forEach(each -> data.add(Map.entry(name, each.toString()))));
        return post(element.attr("action"), data);
    }

    /** Whether the checked button has an empty value, which jsoup does not send as it is. */
    private static boolean isEmptyChoice(FormElement form, String name) {
        return !form.select("input[type=radio][name='" + name + "'][checked][value='']").isEmpty();
    }

    public Page post(String path, List<Map.Entry<String, String>> data) {
        String body = data.stream().map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
        return follow(path, request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(core.url(path)).header("Accept", "text/html,*/*;q=0.8");
    }

    private Page follow(String path, HttpRequest.Builder first) {
        String at = path;
        HttpResponse<String> response = exchange(first);
        for (int i = 0; i < MAX_REDIRECTS && response.statusCode() / 100 == 3; i++) {
            URI location = core.url(at).resolve(response.headers().firstValue("Location").orElseThrow());
            at = location.getRawPath() + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery());
            response = exchange(request(at).GET());
        }
        return new Page(at, response);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie", cookies.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::storeCookie);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void storeCookie(String setCookie) {
        String[] parts = setCookie.split(";", 2)[0].split("=", 2);
        cookies.put(parts[0], parts[1]);
    }

    /** Like browsers, ignores one line break right after the tag of a textarea. */
    private static String contents(Element control) {
        return control.is("textarea") ? control.wholeText().replaceFirst("^\n", "") : control.val();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
