package dev.headrace.edge.interact;

import dev.headrace.model.Receipt;
import dev.headrace.model.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The result of {@code accept.lua}. */
sealed interface AcceptResult {

    /** @param tallies the target's tallies, as stored in {@link dev.headrace.model.RedisKeys#tally} */
    record Taken(String entry, String clock, Map<String, String> tallies) implements AcceptResult {}

    /**
     * The write was accepted before.
     *
     * @param waiting whether it is still in the outbox
     * @param nowMicros Redis's clock
     */
    record Replayed(Receipt receipt, boolean waiting, long nowMicros, Map<String, String> tallies)
            implements
                AcceptResult {

        /** How long ago the write was accepted. */
        long ageMillis() {
            String entry = receipt.outboxEntry();
            return nowMicros / 1_000 - Long.parseLong(entry.substring(0, entry.indexOf('-')));
        }
    }

    /** The target is not published. */
    record Gone() implements AcceptResult {}

    /** The outbox is full. */
    record Full() implements AcceptResult {}

    static AcceptResult parse(List<String> answer) {
        return switch (answer.getFirst()) {
            case "accepted" -> new Taken(answer.get(1), answer.get(2), pairs(answer.subList(3, answer.size())));
            case "replayed" -> new Replayed(Receipt.parse(answer.get(1)), answer.get(2).equals("1"),
                    Version.parse(answer.get(3)), pairs(answer.subList(4, answer.size())));
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
