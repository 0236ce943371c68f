package dev.headrace.edge.feature;

/**
 * A health issue of a feature.
 *
 * @param blocksTraffic whether it makes the edge not ready
 * @param text a sentence for operators
 */
public record HealthIssue(boolean blocksTraffic, String text) {

    public static HealthIssue blocking(String text) {
        return new HealthIssue(true, text);
    }

    public static HealthIssue warning(String text) {
        return new HealthIssue(false, text);
    }
}
