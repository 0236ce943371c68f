package dev.headrace.local.token;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Installation;
import dev.headrace.services.SecretFile;
import dev.headrace.services.ServiceException;
import java.nio.file.Path;

/** Personal access tokens of staff. */
public final class StaffTokens {

    private final CoreCommand core;
    private final LocalData data;

    public StaffTokens(Installation installation, LocalData data) {
        this.core = new CoreCommand(installation, data);
        this.data = data;
    }

    /**
     * Issues a new token.
     *
     * @throws ServiceException if the system is not running, or nobody has this address
     */
    public String issue(String email) {
        return core.run("No token was issued.", "token", "--staff", email);
    }

    /** The first administrator's token, stored in the data folder for later commands; issued if there is none. */
    public String stored() {
        return SecretFile.readOrCreate(file(), this::issueToAdministrator);
    }

    /** Replaces the stored token, which was rejected. */
    public String renew() {
        SecretFile.write(file(), issueToAdministrator());
        return stored();
    }

    private String issueToAdministrator() {
        return issue(data.administrator().orElseThrow(data::notRunning));
    }

    private Path file() {
        return data.secret("staff.token");
    }
}
