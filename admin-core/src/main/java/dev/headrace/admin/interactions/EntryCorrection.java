package dev.headrace.admin.interactions;

import dev.headrace.model.StateCorrection;
import java.util.UUID;

/** What an entry's interaction state in Redis must be. */
public record EntryCorrection(UUID entry, StateCorrection correction) {}
