package dev.headrace.edge.read;

import dev.headrace.edge.limit.Rate;

/**
 * What may be asked of lists.
 *
 * @param combiningLimit how many places in lists Redis may go through for one request with several filters or values
 * @param combiningRate how many such requests that the near cache cannot answer may come from one address
 */
public record ListSettings(int combiningLimit, Rate combiningRate) {}
