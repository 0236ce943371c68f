package dev.headrace.model;

import java.util.List;

/** A call of a script with its keys and arguments. */
public record ScriptCall(RedisScript script, List<String> keys, List<String> arguments) {}
