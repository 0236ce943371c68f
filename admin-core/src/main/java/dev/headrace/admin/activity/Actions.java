package dev.headrace.admin.activity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The actions and subjects that activities can have, with the words that pages use for them. */
public final class Actions {

    /** A signed-in person. */
    public static final String SIGN_IN = "staff.sign-in";
    /** An attempt to sign in with a wrong password. */
    public static final String SIGN_IN_FAILED = "staff.sign-in-failed";

    private static final Map<String, String> SUBJECTS = new LinkedHashMap<>();
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        SUBJECTS.put("entry", "Entries");
        SUBJECTS.put("type", "Types");
        SUBJECTS.put("model", "Model");
        SUBJECTS.put("job", "Jobs");
        SUBJECTS.put("event", "Events");
        SUBJECTS.put("staff", "People");
        SUBJECTS.put("token", "Access tokens");
        WORDS.put("entry.create", "Created");
        WORDS.put("entry.edit", "Edited");
        WORDS.put("entry.publish", "Published");
        WORDS.put("entry.unpublish", "Unpublished");
        WORDS.put("entry.discard-draft", "Discarded the draft of");
        WORDS.put("entry.restore-revision", "Restored a revision of");
        WORDS.put("entry.copy-locale", "Copied from another locale");
        WORDS.put("entry.duplicate", "Duplicated");
        WORDS.put("entry.trash", "Trashed");
        WORDS.put("entry.untrash", "Restored from the trash");
        WORDS.put("entry.purge", "Deleted for good");
        WORDS.put("model.add-type", "Added the type");
        WORDS.put("model.change-type", "Changed the type");
        WORDS.put("model.retire-type", "Removed the type");
        WORDS.put("model.change-locales", "Changed the locales");
        WORDS.put("job.start", "Started a job");
        WORDS.put("job.cancel", "Cancelled a job");
        WORDS.put("job.retry", "Ran a job again");
        WORDS.put("event.replay", "Replayed an event");
        WORDS.put(SIGN_IN, "Signed in");
        WORDS.put(SIGN_IN_FAILED, "Sign-in failed");
        WORDS.put("staff.create", "Created an account");
        WORDS.put("token.issue", "Issued an access token");
    }

    private Actions() {}

    /**
     * Actions with a common prefix.
     *
     * @param prefix such as {@code entry.}, which filters accept too
     * @param words by action
     */
    public record Group(String prefix, String label, Map<String, String> words) {}

    /** All actions, for a filter. */
    public static List<Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        WORDS.forEach((action, words) -> groups.computeIfAbsent(action.substring(0, action.indexOf('.') + 1),
                prefix -> new Group(prefix, SUBJECTS.getOrDefault(prefix.substring(0, prefix.length() - 1), prefix),
                        new LinkedHashMap<>()))
                .words().put(action, words));
        return new ArrayList<>(groups.values());
    }

    /** The kinds of subjects, with a word for each, in their order on pages. */
    public static Map<String, String> subjects() {
        return Collections.unmodifiableMap(SUBJECTS);
    }

    /** What an action did, for the start of a line. */
    public static String words(String action) {
        return WORDS.getOrDefault(action, action);
    }

    static boolean isKnown(String action, Subject subject) {
        return WORDS.containsKey(action) && SUBJECTS.containsKey(subject.kind());
    }

    static boolean isKnownPrefix(String prefix) {
        return WORDS.keySet().stream().anyMatch(action -> action.startsWith(prefix));
    }
}
