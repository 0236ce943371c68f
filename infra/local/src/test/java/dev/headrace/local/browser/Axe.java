package dev.headrace.local.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Finds accessibility problems of pages by the rules of axe-core. */
public final class Axe {

    private static final String SOURCE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RUN = """
            async () => (await axe.run()).violations.map(rule => rule.id + ": "
                + rule.nodes.map(node => node.target.join(" ") + " " + node.failureSummary).join("; "))""";

    private Axe() {}

    /** The violated rules, each with the elements that violate it. */
    public static List<?> violations(Page page) {
        page.evaluate(source());
        return (List<?>) page.evaluate(RUN);
    }

    private static String source() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream(SOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
