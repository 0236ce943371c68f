package dev.headrace.edge.live;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a client wants to hear of.
 *
 * @param types empty: all
 * @param locale in which they are served; null: all
 */
record ChangeFilter(Set<String> types, @Nullable String locale) {

    static final String TYPES = "types";

    ChangeFilter {
        types = Set.copyOf(types);
    }

    /** @throws ProblemException 400 if there is no such type or locale */
    static ChangeFilter of(Query query, PublishedModel model) {
        return new ChangeFilter(query.one(TYPES).map(list -> types(list, model)).orElse(Set.of()),
                query.one(ReadParameter.LOCALE).map(locale -> locale(locale, model)).orElse(null));
    }

    private static Set<String> types(String list, PublishedModel model) {
        Set<String> types = new TreeSet<>(Arrays.asList(list.split(",", -1)));
        for (String type : types) {
            if (model.type(type).isEmpty()) {
                throw new ProblemException(Problem.badParameter(TYPES,
                        "has '" + type + "', but the types are "
                                + String.join(", ", new TreeSet<>(model.types().keySet()))));
            }
        }
        return types;
    }

    private static String locale(String locale, PublishedModel model) {
        if (!model.locales().contains(locale)) {
            throw new ProblemException(Problem.badParameter(ReadParameter.LOCALE,
                    "must be one of " + String.join(", ", model.locales())));
        }
        return locale;
    }

    boolean matches(DocumentChange change) {
        return (types.isEmpty() || types.contains(change.target().type()))
                && (locale == null || locale.equals(change.locale()));
    }
}
