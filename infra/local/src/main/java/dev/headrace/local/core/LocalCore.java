package dev.headrace.local.core;

import dev.headrace.local.core.CoreClient.Credentials;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.token.StaffTokens;
import dev.headrace.services.Installation;
import dev.headrace.services.ServiceException;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Creates clients of a local core, authenticated as its first administrator. */
public final class LocalCore {

    /** Tolerates unknown members, for responses of newer cores. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private LocalCore() {}

    /**
     * A client of the core that is running with this data folder.
     *
     * @throws ServiceException if it is not running
     */
    public static CoreClient client(Installation installation, LocalData data) {
        return client(installation, data, _ -> {});
    }

    /**
     * The same, for commands that report it when a call must wait for the core.
     *
     * @param notices receives a line when it begins to wait
     */
    public static CoreClient client(Installation installation, LocalData data, Consumer<String> notices) {
        data.requireRunning();
        StaffTokens tokens = new StaffTokens(installation, data);
        return new CoreClient(data.core(), new Credentials() {
            @Override
            public String stored() {
                return tokens.stored();
            }

            @Override
            public String renew() {
                return tokens.renew();
            }
        }, JSON, notices);
    }
}
