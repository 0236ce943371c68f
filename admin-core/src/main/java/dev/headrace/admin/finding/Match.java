package dev.headrace.admin.finding;

import dev.headrace.admin.finding.EntrySelect.Query;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the words of a search must occur; the parameter {@code words} has them as prefixes. */
enum Match {

    ANYWHERE("v.search @@ to_tsquery('simple', :words)"),
    /** All of them in title and slug, which have an index of their own. */
    TITLE("""
            to_tsvector('simple', v.title || ' ' || coalesce(replace(v.slug, '-', ' '), ''))
                @@ to_tsquery('simple', :words)"""),
    /** Not all of them in title and slug, which have the weight A. */
    TEXT(ANYWHERE.condition + " and not v.search @@ to_tsquery('simple', replace(:words, ':*', ':*A'))");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final String condition;

    Match(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** Restricts a query to matches; a text without words matches nothing, an empty one everything. */
    void search(Query query, String text) {
        String words = words(text);
        if (!words.isEmpty()) {
            query.and(condition).param("words", words);
        } else if (!text.isBlank()) {
            query.and("false");
        }
    }

    /** The words of a search text, in the syntax of PostgreSQL; empty if there are none. */
    static String words(String text) {
        return WORD.matcher(text).results().map(word -> word.group() + ":*").collect(Collectors.joining(" & "));
    }
}
