package dev.headrace.edge.auth;

/**
 * Which tokens are accepted. With neither URL nor file, none is.
 *
 * @param jwksUrl where the issuer publishes its keys; empty for none
 * @param keysFile a JWK set on disk; empty for none
 * @param issuer the {@code iss} that tokens must have; empty for any
 * @param audience the {@code aud} that tokens must have; empty for any
 */
public record JwtSettings(String jwksUrl, String keysFile, String issuer, String audience) {}
