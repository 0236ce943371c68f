package dev.headrace.model;

import java.util.Set;

/** The query parameters of reads on the edge. The others of lists and searches are fields, whose names must differ from them. */
public final class ReadParameter {

    public static final String VIEW = "view";
    public static final String LOCALE = "locale";
    public static final String WITH = "with";
    public static final String SORT = "sort";
    public static final String LIMIT = "limit";
    public static final String AFTER = "after";

    public static final String QUERY = "q";
    public static final String TYPES = "types";
    public static final String FACETS = "facets";

    /** Of documents and lists. */
    public static final Set<String> ALL = Set.of(VIEW, LOCALE, WITH, SORT, LIMIT, AFTER);

    /** Of searches. */
    public static final Set<String> SEARCH = Set.of(QUERY, TYPES, FACETS, LOCALE, WITH, LIMIT, AFTER);

    private ReadParameter() {}
}
