package dev.headrace.local.inputs;

import dev.headrace.local.core.LocalCore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a request or a command is answered.
 *
 * @param status the HTTP status, or the exit code of a command
 * @param headers by name, in any case
 * @param text the body, or the output of a command
 */
record Answer(int status, Map<String, List<String>> headers, String text) {

    private static final String EACH = "/*";

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    Answer {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    JsonNode json() {
        try {
            return LocalCore.JSON.readTree(text);
        } catch (JacksonException e) {
            throw new AssertionError("not JSON: " + this, e);
        }
    }

    /** @param pointer a JSON pointer; {@code *} in it stands for each element, and then the result is an array */
    JsonNode at(String pointer) {
        return at(json(), pointer);
    }

    private static JsonNode at(JsonNode json, String pointer) {
        int star = pointer.indexOf(EACH);
        if (star < 0) {
            return json.at(pointer);
        }
        ArrayNode found = LocalCore.JSON.createArrayNode();
        String rest = pointer.substring(star + EACH.length());
        json.at(pointer.substring(0, star)).valueStream().map(each -> at(each, rest)).forEach(found::add);
        return found;
    }

    /** The lines of a header as one; missing if there is none. */
    JsonNode header(String name) {
        List<String> lines = headers.get(name);
        return lines == null
                ? MissingNode.getInstance()
                : LocalCore.JSON.getNodeFactory().stringNode(String.join(", ", lines));
    }

    /**
     * What {@code save} names: the {@code body}, a value in it by its JSON pointer, or a header; the first group in it if
     * the place has a pattern behind a blank.
     */
    String value(String placeAndPattern) {
        String[] parts = placeAndPattern.split(" ", 2);
        String value = parts[0].equals("body") ? text : valueAt(parts[0]).asString();
        if (parts.length == 1) {
            return value;
        }
        Matcher found = Pattern.compile(parts[1]).matcher(value);
        if (!found.find()) {
            throw new AssertionError("no " + placeAndPattern + " in " + this);
        }
        return found.group(1);
    }

    private JsonNode valueAt(String place) {
        JsonNode value = place.startsWith("/") ? at(place) : header(place);
        if (value.isMissingNode()) {
            throw new AssertionError("no " + place + " in " + this);
        }
        return value;
    }

    @Override
    public String toString() {
        return status + " " + headers + "\n" + text;
    }
}
