package dev.headrace.admin.schema;

/**
 * All values of a type have been adapted to the model, the last of them in the current transaction.
 *
 * @param type the name of the type, whose documents change
 */
public record ValuesAdapted(String type) {}
