package dev.headrace.admin.publishing;

/** Documents are to be rendered: the current transaction has marked them, or requested that they be marked. */
public record RenderingRequested() {}
