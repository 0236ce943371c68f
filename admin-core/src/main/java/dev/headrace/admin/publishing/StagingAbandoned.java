package dev.headrace.admin.publishing;

/** An overlay that was not shown is not needed any more, after the commit of the current transaction. */
public record StagingAbandoned(String overlay) {}
