package dev.headrace.admin.staff;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Browsers in which a person has signed in before. Each has a cookie {@code id.expiry.mac}, whose key is the hash of the
 * person's password: nothing is stored, and a new password makes all of them unknown. Attempts to sign in from them are
 * counted separately, so that guessing by others does not lock the person out of them.
 */
@Component
class KnownDevices {

    static final String COOKIE = "headrace-device";

    private static final Duration LIFETIME = Duration.ofDays(180);
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;

    private final People people;
    private final StaffSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    KnownDevices(People people, StaffSettings settings, Clock clock) {
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /** Gives a browser the cookie of a person who has signed in. */
    void remember(String email, HttpServletResponse response) {
        people.findByEmail(Person.emailOf(email)).ifPresent(person -> {
            byte[] id = new byte[ID_BYTES];
            random.nextBytes(id);
            String signed = encode(id) + "." + clock.instant().plus(LIFETIME).getEpochSecond();
            response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, signed + "." + mac(signed, person))
                    .path(StaffSecurity.SIGN_IN).maxAge(LIFETIME).httpOnly(true).secure(settings.secureCookies())
                    .sameSite("Strict").build().toString());
        });
    }

    /** The id of the browser, if a person with the email address has signed in there before. */
    Optional<String> find(HttpServletRequest request, String email) {
        return cookie(request).map(VALUE::matcher)
                .filter(value -> value.matches()
                        && Long.parseLong(value.group(2)) > clock.instant().getEpochSecond())
                .flatMap(value -> people.findByEmail(Person.emailOf(email))
                        .filter(person -> equal(value.group(3), mac(value.group(1) + "." + value.group(2), person)))
                        .map(_ -> value.group(1)));
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue)
                        .findFirst();
    }

    private static String mac(String signed, Person person) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(person.passwordHash().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return encode(mac.doFinal((signed + "." + person.id()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
