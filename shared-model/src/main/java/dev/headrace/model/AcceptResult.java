package dev.headrace.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The result of a {@link WriteToAccept}, as {@code accept.lua} returns it. */
public sealed interface AcceptResult {

    /** @param tallies the target's tallies, as stored in {@link RedisKeys#tally} */
    record Taken(String entry, String clock, Map<String, String> tallies) implements AcceptResult {}

    /**
     * The write was accepted before.
     *
     * @param attempt the position of the accepted write's id: 0 for that of this attempt, else one more than its position in
     *     {@link InteractionEvent#otherIds} followed by {@link WriteToAccept#laterIds}
     * @param waiting whether it is still in the outbox
     * @param nowMicros Redis's clock
     */
    record Replayed(Receipt receipt, int attempt, boolean waiting, long nowMicros, Map<String, String> tallies)
            implements
                AcceptResult {

        /** How long ago the write was accepted. */
        public long ageMillis() {
            return nowMicros / 1_000 - StreamPosition.parse(receipt.outboxEntry()).millis();
        }
    }

    /** The target is not published. */
    record Gone() implements AcceptResult {}

    /** The outbox is full. */
    record Full() implements AcceptResult {}

    /** @throws IllegalArgumentException if it is not a result of the script */
    static AcceptResult parse(List<String> answer) {
        return switch (answer.getFirst()) {
            case "accepted" -> new Taken(answer.get(1), answer.get(2), pairs(answer.subList(3, answer.size())));
            case "replayed" -> new Replayed(Receipt.parse(answer.get(1)), Integer.parseInt(answer.get(2)),
                    answer.get(3).equals("1"), Version.parse(answer.get(4)),
                    pairs(answer.subList(5, answer.size())));
            case "gone" -> new Gone();
            case "full" -> new Full();
            default -> throw new IllegalArgumentException("unknown result " + answer.getFirst());
        };
    }

    private static Map<String, String> pairs(List<String> flat) {
        Map<String, String> pairs = HashMap.newHashMap(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            pairs.put(flat.get(i), flat.get(i + 1));
        }
        return pairs;
    }
}
