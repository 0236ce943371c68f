package dev.headrace.edge.auth;

/**
 * Which tokens are accepted; none if there is neither a URL nor a file.
 *
 * @param jwksUrl URL of the issuer's JWK set; empty for none
 * @param keysFile a JWK set on disk; empty for none
 * @param issuer the required {@code iss}; empty for any
 * @param audience the required {@code aud}; empty for any
 */
public record JwtSettings(String jwksUrl, String keysFile, String issuer, String audience) {}
