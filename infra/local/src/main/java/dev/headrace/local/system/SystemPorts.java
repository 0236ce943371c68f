package dev.headrace.local.system;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Ports;
import dev.headrace.services.ServiceException;

/**
 * The ports of a system. Those that people use are the ones they asked for; the others stay what they were at the last
 * start as long as they are free.
 */
record SystemPorts(int postgres, int redis, int queue, int core, int coreManagement, int edge, int edgeManagement) {

    /** @throws ServiceException if a port that people asked for is taken */
    static SystemPorts choose(LocalData data, int corePort, int edgePort) {
        requireFree(corePort, "--core-port");
        requireFree(edgePort, "--edge-port");
        return new SystemPorts(inner(data, "postgresql"), inner(data, "redis"), inner(data, "sqs"),
                remember(data, "core", corePort), inner(data, "core-management"), remember(data, "edge", edgePort),
                inner(data, "edge-management"));
    }

    private static void requireFree(int port, String option) {
        if (Ports.isTaken(port)) {
            throw new ServiceException("Port " + port + " is taken; choose another with " + option + ".");
        }
    }

    private static int inner(LocalData data, String name) {
        return remember(data, name, data.port(name).stream().filter(port -> !Ports.isTaken(port)).findFirst()
                .orElseGet(Ports::free));
    }

    private static int remember(LocalData data, String name, int port) {
        data.rememberPort(name, port);
        return port;
    }
}
