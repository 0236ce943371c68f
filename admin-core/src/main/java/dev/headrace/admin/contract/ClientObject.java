package dev.headrace.admin.contract;

import java.util.List;

/**
 * An object in the source of a client.
 *
 * @param about for a comment
 */
record ClientObject(String name, String about, List<ClientMember> members) {}
