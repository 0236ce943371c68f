package dev.headrace.admin.finding;

import dev.headrace.admin.finding.EntrySelect.Query;
import java.util.stream.Collectors;

/** Where the words of a search must occur; the parameter {@code words} has them as prefixes. */
enum Match {

    ANYWHERE("v.search @@ :words::tsquery"),
    /** All of them in title and slug. */
    TITLE("v.title_search @@ :words::tsquery"),
    /** Not all of them in title and slug. */
    TEXT(ANYWHERE.condition + " and not " + TITLE.condition);

    private static final int MAX_WORDS = 50;

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

    /** The words of a search text as a {@code tsquery}, which has no special characters in quotes; empty for none. */
    static String words(String text) {
        return SearchWords.searched(text).stream().limit(MAX_WORDS).map(word -> "'" + word + "':*")
                .collect(Collectors.joining(" & "));
    }
}
