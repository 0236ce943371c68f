package dev.headrace.admin.content;

import java.util.List;

/**
 * Somebody saved an entry while another person was editing it.
 *
 * @param theirs the entry as it is now
 * @param differences its fields that are not what the other person has in the form
 */
record Conflict(Entry theirs, List<FormField> differences) {}
