package dev.headrace.edge.follow;

import dev.headrace.model.DocumentChange;

/** An entry of the change stream, with its position. */
public record Change(Position position, DocumentChange document) {}
