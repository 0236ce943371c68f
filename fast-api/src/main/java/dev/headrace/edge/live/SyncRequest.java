package dev.headrace.edge.live;

import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request for synchronization.
 *
 * @param types in their order; those of the model if the client names none
 * @param filter of changes, which has no types if the client names none: types that the model no longer has may have changes
 * @param after null for all documents
 */
record SyncRequest(List<String> types, ChangeFilter filter, Selection selection, @Nullable SyncToken after) {

    static final List<String> PARAMETERS = List.of(ChangeFilter.TYPES, ReadParameter.LOCALE, ReadParameter.VIEW,
            ReadParameter.AFTER);

    /** @throws ProblemException 400 if a parameter has an invalid value */
    static SyncRequest of(Query query, PublishedModel model, Audience audience) {
        ChangeFilter named = ChangeFilter.of(query, model);
        Set<String> types = new TreeSet<>(named.types().isEmpty() ? model.types().keySet() : named.types());
        String locale = named.locale() == null ? model.defaultLocale() : named.locale();
        return new SyncRequest(List.copyOf(types), new ChangeFilter(named.types(), locale),
                new Selection(locale, view(query, model, types), false, audience), after(query));
    }

    private static String view(Query query, PublishedModel model, Collection<String> types) {
        String view = query.one(ReadParameter.VIEW).orElse(PublishedModel.FULL);
        for (String type : types) {
            List<String> views = model.type(type).map(PublishedModel.Type::views).orElse(List.of());
            if (!views.contains(view)) {
                throw new ProblemException(Problem.badParameter(ReadParameter.VIEW, "must be a view of all types, but '"
                        + type + "' has only " + String.join(", ", views)));
            }
        }
        return view;
    }

    /** The token of a query; null if it has none. */
    static @Nullable SyncToken after(Query query) {
        return query.one(ReadParameter.AFTER).map(text -> SyncToken.parse(text).orElseThrow(
                () -> new ProblemException(Problem.badParameter(ReadParameter.AFTER,
                        "must be a token from the end of a synchronization or from an event"))))
                .orElse(null);
    }
}
