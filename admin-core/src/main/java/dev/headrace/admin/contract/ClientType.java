package dev.headrace.admin.contract;

import java.util.List;

/**
 * A type as the template of a client needs it, with types in the client's language.
 *
 * @param property its member in the client
 * @param documents the class of its documents, or the name of what has them by view
 * @param byView its views, the full one first
 * @param query the name of the conditions of its lists
 * @param reactions those that it has
 */
record ClientType(String name, String label, String property, String documents, List<ClientMember> byView,
        String listView, String query, List<ClientMember> conditions, String stats, String reactions) {}
