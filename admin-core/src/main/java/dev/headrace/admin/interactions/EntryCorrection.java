package dev.headrace.admin.interactions;

import dev.headrace.model.StateCorrection;
import java.util.UUID;

/** A correction of an entry's interaction state in Redis. */
public record EntryCorrection(UUID entry, StateCorrection correction) {}
