package dev.headrace.edge.lists;

import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.index.Order;
import dev.headrace.edge.index.IndexKey;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.SortedSet;
import java.util.TreeSet;

/** Parses the query parameters of one {@link ListRequest} for a type. */
final class ListRequestReader {

    private static final String DEFAULT_SORT = "-" + PublishedModel.PUBLISHED_AT;

    private final PublishedModel model;
    private final PublishedModel.Type type;
    private final Query query;
    private final Audience audience;

    ListRequestReader(PublishedModel model, PublishedModel.Type type, Query query, Audience audience) {
        this.model = model;
        this.type = type;
        this.query = query;
        this.audience = audience;
    }

    /** @throws ProblemException 400 if the query is not valid for the type */
    ListRequest read(String typeName) {
        Order order = order(query.one(ReadParameter.SORT).orElse(DEFAULT_SORT));
        Conditions conditions = new ConditionsReader(type, query, this::unknown).read(ReadParameter.ALL);
        Selection selection = Selection.of(query, model, type, type.listView(), audience);
        return ListRequest.of(new IndexKey(typeName, selection.locale()), conditions.filters(),
                conditions.formerChoices(), conditions.ranges(), order, PageLimit.of(query),
                query.one(ReadParameter.AFTER).orElse(null), selection);
    }

    private Order order(String text) {
        boolean descending = text.startsWith("-");
        String sort = descending ? text.substring(1) : text;
        PublishedModel.Field field = sort.equals(PublishedModel.PUBLISHED_AT)
                ? ConditionsReader.DATETIME
                : type.sorts().get(sort);
        if (field == null) {
            throw new ProblemException(Problem.badParameter(ReadParameter.SORT, "must be one of "
                    + String.join(", ", sortable()) + ", optionally prefixed with '-' for descending order"));
        }
        return new Order(sort, field, descending);
    }

    private SortedSet<String> sortable() {
        SortedSet<String> names = new TreeSet<>(type.sorts().keySet());
        names.add(PublishedModel.PUBLISHED_AT);
        return names;
    }

    private ProblemException unknown(String parameter) {
        String filterable = type.filters().isEmpty()
                ? "nothing"
                : String.join(", ", new TreeSet<>(type.filters().keySet()));
        return new ProblemException(Problem.unknownParameter(parameter, "Lists of this type can be filtered by "
                + filterable + ", and sorted by " + String.join(", ", sortable()) + ". Other parameters are "
                + String.join(", ", new TreeSet<>(ReadParameter.ALL)) + "."));
    }
}
