package dev.headrace.local.system;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Ports;
import dev.headrace.services.ServiceException;
import java.util.HashSet;
import java.util.Set;

/**
 * The ports of a system. Those that people use are the ones they asked for; the others stay what they were at the last
 * start as long as they are free.
 */
record SystemPorts(int postgres, int redis, int queue, int core, int coreManagement, int edge, int edgeManagement) {

    private static final int HIGHEST = 65_535;

    /** @throws ServiceException if a port that people asked for is none, or cannot be had */
    static SystemPorts choose(LocalData data, int corePort, int edgePort) {
        requireUsable(corePort, "--core-port");
        requireUsable(edgePort, "--edge-port");
        if (corePort == edgePort) {
            throw new ServiceException("The core and the edge cannot both have port " + corePort
                    + "; choose another with --core-port or --edge-port.");
        }
        Set<Integer> used = new HashSet<>(Set.of(corePort, edgePort));
        return new SystemPorts(inner(data, "postgresql", used), inner(data, "redis", used), inner(data, "sqs", used),
                remember(data, "core", corePort), inner(data, "core-management", used),
                remember(data, "edge", edgePort), inner(data, "edge-management", used));
    }

    private static void requireUsable(int port, String option) {
        if (port < 1 || port > HIGHEST) {
            throw new ServiceException(option + " is " + port + "; it has to be from 1 to " + HIGHEST + ".");
        }
        Ports.bindError(port).ifPresent(error -> {
            throw new ServiceException("Port " + port + " " + error + "; choose another with " + option + ".");
        });
    }

    private static int inner(LocalData data, String name, Set<Integer> used) {
        int port = data.port(name).stream().filter(last -> !Ports.isTaken(last) && !used.contains(last)).findFirst()
                .orElseGet(Ports::free);
        while (!used.add(port)) {
            port = Ports.free();
        }
        return remember(data, name, port);
    }

    private static int remember(LocalData data, String name, int port) {
        data.rememberPort(name, port);
        return port;
    }
}
