package dev.headrace.edge.body;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Chooses a coding by {@code Accept-Encoding} (RFC 9110, section 12.5.3). */
final class AcceptEncoding {

    /** Clients send few different values. */
    private static final int MAX_KNOWN = 256;
    private static final int MAX_LENGTH = 200;
    private static final String ANY = "*";
    private static final Pattern WEIGHT = Pattern.compile("q=([01](?:\\.[0-9]{0,3})?)", Pattern.CASE_INSENSITIVE);

    private final Set<Coding> offered;
    private final Map<String, Coding> known = new ConcurrentHashMap<>();

    AcceptEncoding(Set<Coding> offered) {
        this.offered = Set.copyOf(offered);
    }

    /** The coding that a client prefers. Values that cannot be read count as none. */
    Coding preferred(String value) {
        Coding read = known.get(value);
        return read != null ? read : read(value);
    }

    private Coding read(String value) {
        if (value.length() > MAX_LENGTH) {
            return Coding.IDENTITY;
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        Coding best = best(value);
        known.put(value, best);
        return best;
    }

    /** Of those with the highest weight, the one that compresses best. */
    private Coding best(String value) {
        Map<String, Double> weights = weights(value);
        Coding best = Coding.IDENTITY;
        double highest = 0;
        for (Coding coding : Coding.values()) {
            double weight = weight(coding, weights);
            if (offered.contains(coding) && weight > 0 && weight >= highest) {
                best = coding;
                highest = weight;
            }
        }
        return best;
    }

    private static double weight(Coding coding, Map<String, Double> weights) {
        return coding == Coding.IDENTITY
                ? weights.getOrDefault("identity", Double.MIN_VALUE)
                : weights.getOrDefault(coding.token(), weights.getOrDefault(ANY, 0.0));
    }

    private static Map<String, Double> weights(String value) {
        Map<String, Double> weights = new ConcurrentHashMap<>();
        for (String part : value.split(",", -1)) {
            String[] tokenAndWeight = part.split(";", 2);
            weights.put(tokenAndWeight[0].strip().toLowerCase(Locale.ROOT),
                    tokenAndWeight.length == 1 ? 1 : weight(tokenAndWeight[1].strip()));
        }
        return weights;
    }

    private static double weight(String parameter) {
        var matcher = WEIGHT.matcher(parameter);
        return matcher.matches() ? Math.min(1, Double.parseDouble(matcher.group(1))) : 0;
    }
}
