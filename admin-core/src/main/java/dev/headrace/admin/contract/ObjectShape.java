package dev.headrace.admin.contract;

import java.util.List;

/**
 * An object in responses of the edge.
 *
 * @param name a class name in every language
 * @param about what it is, in a sentence
 */
record ObjectShape(String name, String about, List<Property> properties) {

    /**
     * A member of an object.
     *
     * @param always false if it may be absent
     * @param about empty if its name says it all
     */
    record Property(String name, Shape shape, boolean always, String about) {

        Property(String name, Shape shape) {
            this(name, shape, true, "");
        }
    }

    public ObjectShape {
        properties = List.copyOf(properties);
    }
}
