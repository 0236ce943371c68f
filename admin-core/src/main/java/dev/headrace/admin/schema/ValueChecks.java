package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Validates values before publication: all are valid, and required ones are present. */
final class ValueChecks implements ValueVisitor {

    private static final int MAX_SHOWN = 100;

    private final boolean complete;
    private final List<Problem> problems = new ArrayList<>();

    /** @param complete whether required values must be present */
    ValueChecks(boolean complete) {
        this.complete = complete;
    }

    List<Problem> problems() {
        return problems;
    }

    @Override
    public void scalar(Place place, JsonNode value) {
        if (ScalarChecks.isMissing(place.field(), value)) {
            require(place, false);
            return;
        }
        try {
            ((Scalar) place.field().type()).normalize(value);
        } catch (InvalidValueException e) {
            boolean shownByForms = FormText.canShow(place.field().type(), value);
            add(place, shownByForms ? e.reason() : e.reason() + ", and is now: " + shown(value));
        }
    }

    @Override
    public void reference(Place place, List<UUID> targets) {
        require(place, !targets.isEmpty());
    }

    @Override
    public void otherShape(Place place, JsonNode value) {
        add(place, "has a value of the field's former type: " + shown(value));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "…";
    }

    @Override
    public void emptyGroup(Place place) {
        require(place, false);
    }

    @Override
    public void startList(Place place, int size) {
        require(place, size > 0);
    }

    private void require(Place place, boolean present) {
        if (complete && place.field().required() && !present) {
            add(place, "is required");
        }
    }

    private void add(Place place, String message) {
        problems.add(new Problem(place.path().pointer(), message));
    }
}
