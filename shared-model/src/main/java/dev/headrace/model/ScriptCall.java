package dev.headrace.model;

import java.util.List;

/** A call of a script with its keys and arguments, all of them UTF-8. */
public record ScriptCall(RedisScript script, List<String> keys, List<String> arguments) {}
