package dev.headrace.local.token;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Installation;
import dev.headrace.services.ServiceException;
import org.jspecify.annotations.Nullable;

/** Passwords of staff who have lost theirs. */
public final class StaffPasswords {

    private final CoreCommand core;
    private final LocalData data;

    public StaffPasswords(Installation installation, LocalData data) {
        this.core = new CoreCommand(installation, data);
        this.data = data;
    }

    /**
     * Sets a new random password and returns it; the person's sessions end.
     *
     * @param email null for the first administrator
     * @throws ServiceException if the system is not running, or nobody has this address
     */
    public String replace(@Nullable String email) {
        return core.run("The password was not changed.", "password",
                email != null ? email : data.administrator().orElseThrow(data::notRunning));
    }
}
