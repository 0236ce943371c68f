package dev.headrace.local.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.inputs.Step.Action;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import tools.jackson.databind.JsonNode;

/**
 * What a signed-in browser without JavaScript does with a page: it submits the form of an entry after its controls were
 * {@code set}; without {@code set} it only opens the page.
 */
final class FormPost implements Action {

    private static final String SIGN_IN = "/admin/sign-in";
    private static final String ENTRY_FORM = "#entry-form";

    @Override
    public List<String> keys() {
        return List.of("set");
    }

    @Override
    public List<Answer> run(String path, JsonNode step, RunningSystem system) {
        Answer page = system.browse(system.toPage(path));
        if (Jsoup.parse(page.text()).selectFirst("input[name=password]") != null) {
            signIn(system);
            page = system.browse(system.toPage(path));
        }
        if (!step.has("set")) {
            return List.of(page);
        }
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        Map<String, String> changes = new LinkedHashMap<>();
        step.path("set").properties().forEach(each -> changes.put(each.getKey(), each.getValue().asString()));
        return List.of(submit(page, ENTRY_FORM, changes, system));
    }

    private static void signIn(RunningSystem system) {
        Answer page = system.browse(system.toPage(SIGN_IN));
        Answer signedIn = submit(page, "form",
                Map.of("email", system.data().administrator().orElseThrow(), "password", system.password()), system);
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);
    }

    private static Answer submit(Answer page, String selector, Map<String, String> changes, RunningSystem system) {
        FormElement form = (FormElement) Jsoup.parse(page.text()).expectFirst(selector);
        List<String> controls = new ArrayList<>();
        form.formData().stream().filter(each -> !changes.containsKey(each.key()))
                .forEach(each -> controls.add(control(each.key(), text(form, each.key(), each.value()))));
        changes.forEach((name, value) -> controls.add(control(name, value)));
        return system.browse(system.toPage(form.attr("action"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(controls.stream().collect(Collectors.joining("&")))));
    }

    /** Like browsers, ignores one line break right after the tag of a text area. */
    private static String text(FormElement form, String name, String value) {
        Element area = form.select("textarea").stream().filter(each -> each.attr("name").equals(name)).findFirst()
                .orElse(null);
        return area == null ? value : area.wholeText().replaceFirst("^\n", "");
    }

    private static String control(String name, String value) {
        return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
}
