package dev.headrace.edge.feature;

/**
 * Something that is not as it should be.
 *
 * @param blocksTraffic whether requests should be sent elsewhere because of it
 * @param text a sentence for those who run the edge
 */
public record HealthIssue(boolean blocksTraffic, String text) {

    public static HealthIssue blocking(String text) {
        return new HealthIssue(true, text);
    }

    public static HealthIssue warning(String text) {
        return new HealthIssue(false, text);
    }
}
