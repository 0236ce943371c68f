package dev.headrace.edge.lists;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.model.ReadParameter;
import java.util.regex.Pattern;

/** The query parameter with the number of documents of a page. */
public final class PageLimit {

    private static final int DEFAULT = 20;
    private static final int MAX = 100;
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d?|" + MAX);

    private PageLimit() {}

    /** @throws ProblemException 400 if it is not valid */
    public static int of(Query query) {
        return query.one(ReadParameter.LIMIT).map(text -> {
            if (!LIMIT.matcher(text).matches()) {
                throw new ProblemException(
                        Problem.badParameter(ReadParameter.LIMIT, "must be an integer from 1 to " + MAX));
            }
            return Integer.valueOf(text);
        }).orElse(DEFAULT);
    }
}
