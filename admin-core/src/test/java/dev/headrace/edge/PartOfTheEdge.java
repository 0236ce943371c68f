package dev.headrace.edge;

/** Stands for the edge, which is not on the core's class path. */
public interface PartOfTheEdge {}
