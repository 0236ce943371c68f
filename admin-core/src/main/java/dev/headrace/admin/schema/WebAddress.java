package dev.headrace.admin.schema;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks web addresses as browsers accept them: with international host names, underscores and unescaped letters. */
final class WebAddress {

    private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORBIDDEN = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}<>\"\\\\^`{|}]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::([0-9]{0,5}))?");
    private static final IDNA HOSTS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
    /** Browsers accept any hyphens, but the library has no option to. */
    private static final Set<IDNA.Error> ACCEPTED = EnumSet.of(IDNA.Error.HYPHEN_3_4, IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN);
    private static final int MAX_PORT = 65_535;

    private WebAddress() {}

    /** @throws InvalidValueException with what is wrong */
    static String check(String address) {
        Matcher scheme = SCHEME.matcher(address);
        if (!scheme.lookingAt()) {
            throw new InvalidValueException("must be a web address that begins with https:// or http://");
        }
        Matcher forbidden = FORBIDDEN.matcher(address);
        if (forbidden.find()) {
            throw new InvalidValueException("must not contain %s; write it percent-encoded"
                    .formatted(forbidden.group().isBlank() ? "spaces" : "'" + forbidden.group() + "'"));
        }
        checkAuthority(address.substring(scheme.end()).split("[/?#]", 2)[0]);
        return address;
    }

    private static void checkAuthority(String authority) {
        if (authority.isEmpty()) {
            throw new InvalidValueException("has no host name");
        }
        if (authority.contains("@")) {
            throw new InvalidValueException("must not contain a user name or password");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || (parts.group(2) != null && port(parts.group(2)) > MAX_PORT)) {
            throw new InvalidValueException("has an invalid host or port: '" + authority + "'");
        }
        String host = parts.group(1);
        if (!host.startsWith("[")) {
            IDNA.Info info = new IDNA.Info();
            HOSTS.nameToASCII(host, new StringBuilder(), info);
            if (!ACCEPTED.containsAll(info.getErrors())) {
                throw new InvalidValueException("has an invalid host name: '" + host + "'");
            }
        }
    }

    private static int port(String digits) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
