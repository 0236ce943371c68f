package dev.headrace.model;

/**
 * A document that was written to Redis or removed from it.
 *
 * @param locale the locale in which it is served
 */
public record DocumentChange(Target target, String locale) implements ChangeEntry.Change {

    @Override
    public long numbers() {
        return 1;
    }
}
