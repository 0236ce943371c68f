package dev.headrace.admin.contract;

import java.util.List;

/**
 * Searches as the template of a client needs them, with types in the client's language.
 *
 * @param found the type of what is found
 * @param types the type of a name of a type
 * @param facets the type of a name of a facet
 */
record ClientSearch(String found, String types, String facets, List<ClientMember> conditions) {}
