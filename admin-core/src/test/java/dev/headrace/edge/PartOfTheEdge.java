package dev.headrace.edge;

/** Stands for the edge, which the core cannot even name. */
public interface PartOfTheEdge {}
