package dev.headrace.edge.feature;

/**
 * Something that is not as it should be.
 *
 * @param blocksTraffic whether requests should be sent elsewhere because of it
 * @param text a sentence for those who run the edge
 */
public record Finding(boolean blocksTraffic, String text) {

    public static Finding obstacle(String text) {
        return new Finding(true, text);
    }

    public static Finding note(String text) {
        return new Finding(false, text);
    }
}
