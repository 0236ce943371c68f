package dev.headrace.local.system;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Ports;
import dev.headrace.services.ServiceException;
import java.util.HashSet;
import java.util.Set;

/**
 * The ports of a system. The core's and the edge's are given by options; the others stay the same across starts while
 * they are free.
 */
record SystemPorts(int postgres, int redis, int queue, int core, int coreManagement, int edge, int edgeManagement) {

    private static final int MAX_PORT = 65_535;

    /** @throws ServiceException if a given port is invalid or cannot be used */
    static SystemPorts choose(LocalData data, int corePort, int edgePort) {
        requireValid(corePort, "--core-port");
        requireValid(edgePort, "--edge-port");
        if (corePort == edgePort) {
            throw new ServiceException("The core and the edge cannot both use port " + corePort
                    + "; choose another with --core-port or --edge-port.");
        }
        requireUsable(corePort, "--core-port");
        requireUsable(edgePort, "--edge-port");
        Set<Integer> used = new HashSet<>(Set.of(corePort, edgePort));
        return new SystemPorts(internal(data, "postgresql", used), internal(data, "redis", used),
                internal(data, "sqs", used),
                remember(data, "core", corePort), internal(data, "core-management", used),
                remember(data, "edge", edgePort), internal(data, "edge-management", used));
    }

    private static void requireValid(int port, String option) {
        if (port < 1 || port > MAX_PORT) {
            throw new ServiceException(option + " is " + port + "; it must be between 1 and " + MAX_PORT + ".");
        }
    }

    private static void requireUsable(int port, String option) {
        Ports.bindError(port).ifPresent(error -> {
            throw new ServiceException("Port " + port + " " + error + "; choose another with " + option + ".");
        });
    }

    private static int internal(LocalData data, String name, Set<Integer> used) {
        int port = data.port(name).stream().filter(last -> !Ports.isTaken(last) && !used.contains(last)).findFirst()
                .orElseGet(Ports::lasting);
        while (!used.add(port)) {
            port = Ports.lasting();
        }
        return remember(data, name, port);
    }

    private static int remember(LocalData data, String name, int port) {
        data.rememberPort(name, port);
        return port;
    }
}
