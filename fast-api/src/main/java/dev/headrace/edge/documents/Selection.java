package dev.headrace.edge.documents;

import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.List;

/**
 * The requested form of documents and their audience. Everything read for a selection is cached under its audience, so that
 * content is never shared between audiences.
 *
 * @param locale one of the model's
 * @param view one of the type's
 * @param stats whether documents include their tallies
 */
public record Selection(String locale, String view, boolean stats, Audience audience) {

    static final List<String> PARAMETERS = List.of(ReadParameter.VIEW, ReadParameter.LOCALE, ReadParameter.WITH);

    private static final String STATS = "stats";

    /** @throws ProblemException 400 if a parameter has an invalid value */
    public static Selection of(Query query, PublishedModel model, PublishedModel.Type type, String defaultView,
            Audience audience) {
        if (query.names().isEmpty()) {
            return new Selection(model.defaultLocale(), defaultView, false, audience);
        }
        return new Selection(
                query.one(ReadParameter.LOCALE).map(locale -> checked(ReadParameter.LOCALE, locale, model.locales()))
                        .orElse(model.defaultLocale()),
                query.one(ReadParameter.VIEW).map(view -> checked(ReadParameter.VIEW, view, type.views()))
                        .orElse(defaultView),
                query.one(ReadParameter.WITH).map(with -> checked(ReadParameter.WITH, with, List.of(STATS)))
                        .isPresent(),
                audience);
    }

    private static String checked(String parameter, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new ProblemException(Problem.badParameter(parameter,
                    (allowed.size() == 1 ? "must be " : "must be one of ") + String.join(", ", allowed)));
        }
        return value;
    }
}
