package dev.headrace.model;

import java.util.Set;

/** The query parameters of reads on the edge. The others of a list are fields, whose names must differ from them. */
public final class ReadParameter {

    public static final String VIEW = "view";
    public static final String LOCALE = "locale";
    public static final String WITH = "with";
    public static final String SORT = "sort";
    public static final String LIMIT = "limit";
    public static final String AFTER = "after";

    public static final Set<String> ALL = Set.of(VIEW, LOCALE, WITH, SORT, LIMIT, AFTER);

    private ReadParameter() {}
}
