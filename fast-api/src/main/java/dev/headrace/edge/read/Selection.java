package dev.headrace.edge.read;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.model.PublishedModel;
import java.util.List;

/**
 * In which form a client wants documents.
 *
 * @param view one of the type's views
 * @param locale a language tag
 * @param stats whether tallies are wanted in the documents
 */
record Selection(String view, String locale, boolean stats) {

    static final String VIEW = "view";
    static final String LOCALE = "locale";
    static final String WITH = "with";
    static final List<String> PARAMETERS = List.of(VIEW, LOCALE, WITH);

    private static final String STATS = "stats";

    /** @throws ProblemException if a parameter has no value that it may have */
    static Selection of(Query query, PublishedModel.Type type, String defaultView) {
        if (query.names().isEmpty()) {
            return new Selection(defaultView, PublishedModel.DEFAULT_LOCALE, false);
        }
        return new Selection(query.one(VIEW).map(view -> checkedView(view, type)).orElse(defaultView),
                query.one(LOCALE).map(Selection::checkedLocale).orElse(PublishedModel.DEFAULT_LOCALE),
                query.one(WITH).map(Selection::isStats).orElse(false));
    }

    private static String checkedView(String view, PublishedModel.Type type) {
        if (!type.views().contains(view)) {
            throw new ProblemException(
                    Problem.badParameter(VIEW, "must be one of " + String.join(", ", type.views())));
        }
        return view;
    }

    private static String checkedLocale(String locale) {
        // Nothing is published in any other.
        if (!locale.equals(PublishedModel.DEFAULT_LOCALE)) {
            throw new ProblemException(Problem.badParameter(LOCALE, "must be " + PublishedModel.DEFAULT_LOCALE));
        }
        return locale;
    }

    private static boolean isStats(String with) {
        if (!with.equals(STATS)) {
            throw new ProblemException(Problem.badParameter(WITH, "must be " + STATS));
        }
        return true;
    }
}
