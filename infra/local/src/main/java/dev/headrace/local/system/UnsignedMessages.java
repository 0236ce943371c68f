package dev.headrace.local.system;

import dev.headrace.local.data.LocalData;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Messages that a version without event keys may have left in the queue of a data folder. */
final class UnsignedMessages {

    private UnsignedMessages() {}

    /**
     * What the user should know before a key is generated; empty for new folders and for those that have a key.
     *
     * @param dataOption option that other commands need; empty for the default folder
     */
    static Optional<String> warning(LocalData data, Map<String, String> environment, String dataOption) {
        if (!data.isSetUp() || environment.containsKey(Assembly.EVENT_KEYS)
                || Files.exists(data.secret(Assembly.EVENT_KEY_FILE))) {
            return Optional.empty();
        }
        return Optional
                .of("Warning: Messages in the queue are signed from now on, and those that an earlier version has left"
                        + " there are refused; to have them applied, stop with Ctrl-C and run until the queue is empty: "
                        + Assembly.EVENT_KEYS + "= ./headrace up" + dataOption);
    }
}
