package dev.headrace.local.inputs;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Cookies as browsers keep them for localhost, which they treat as secure without TLS. */
final class LocalCookies extends CookieManager {

    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
        super.put(uri, headers);
        getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
    }
}
