package dev.headrace.model;

/** The names of what is counted for a target, as the hashes of {@link RedisKeys#tally} and the core's tallies have them. */
public final class Metric {

    /** Also spelt in {@code accept_views.lua}. */
    public static final String VIEWS = "views";

    private Metric() {}

    /** Users whose reaction of a kind stands. */
    public static String reaction(String kind) {
        return "reaction:" + kind;
    }

    /** The metric that an interaction changes. */
    public static String of(Interaction interaction) {
        return switch (interaction) {
            case Interaction.ViewsCounted _ -> VIEWS;
            case Interaction.ReactionChanged reaction -> reaction(reaction.kind());
        };
    }
}
