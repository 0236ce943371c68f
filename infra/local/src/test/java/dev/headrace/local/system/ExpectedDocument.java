package dev.headrace.local.system;

import dev.headrace.local.system.ExpectedValues.Element;
import java.util.Arrays;
import java.util.Optional;

/** The documents that the edge must serve for articles: single references are embedded by name, multiple ones are ids. */
final class ExpectedDocument {

    private final ExpectedContent content;
    private final String locale;

    private ExpectedDocument(ExpectedContent content, String locale) {
        this.content = content;
        this.locale = locale;
    }

    /** The document of an article in a locale; empty if it must be a 404. */
    static Optional<ExpectedValues> of(ExpectedContent content, ExpectedEntry article, String locale) {
        return Optional.ofNullable(content.publishedIn(article, locale))
                .map(values -> new ExpectedDocument(content, locale).render(values)
                        .with("locale", article.isPublicIn(locale) ? locale : "en"));
    }

    private ExpectedValues render(ExpectedValues values) {
        ExpectedValues document = values.with("author", name(values.plain().getOrDefault("author", "")))
                .with("related", visible(values.plain().getOrDefault("related", "")))
                .withEachElement(this::render);
        return content.options.privateRemarks() ? document.with("remark", "") : document;
    }

    /** Readers do not see keys. */
    private Element render(Element element) {
        Element shown = element.withKey("").with("writer", name(element.value("writer")))
                .with("by", name(element.value("by")));
        return content.options.privateRemarks() ? shown.with("remark", "") : shown;
    }

    /** The name of an author; empty if it is not published. */
    private String name(String author) {
        ExpectedValues values = content.publishedIn(content.entries.get(author), locale);
        return values == null ? "" : values.plain().getOrDefault("name", "");
    }

    private String visible(String ids) {
        return String.join(",", Arrays.stream(ids.split(","))
                .filter(id -> content.publishedIn(content.entries.get(id), locale) != null).toList());
    }
}
