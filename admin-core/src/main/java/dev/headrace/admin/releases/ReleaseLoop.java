package dev.headrace.admin.releases;

import dev.headrace.admin.background.BackgroundLoop;
import dev.headrace.admin.background.LifecycleLoop;
import org.springframework.stereotype.Component;

/** Publishes due releases for as long as the core runs; those that became due while no core ran come first. */
@Component
class ReleaseLoop extends LifecycleLoop {

    ReleaseLoop(RunReleases runReleases, ReleaseSettings settings) {
        super(() -> new BackgroundLoop("releases", settings.pollInterval(), runReleases::runNext));
    }
}
