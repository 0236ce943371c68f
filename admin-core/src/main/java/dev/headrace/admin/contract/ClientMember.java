package dev.headrace.admin.contract;

/**
 * A member of an object in the source of a client.
 *
 * @param name as the source has it
 * @param key its name in JSON, as a literal
 * @param optional whether it may be absent
 * @param about for a comment; may be empty
 */
record ClientMember(String name, String key, String type, boolean optional, String about) {}
