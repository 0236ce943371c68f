package dev.headrace.testkit;

import java.net.URI;
import java.net.URISyntaxException;

/** A server that the tests did not start and therefore never stop. */
record ExternalServer(String address) implements TestServer {

    @Override
    public void start() {
        // It is expected to be running.
    }

    @Override
    public void stop() {
        throw cannotStop();
    }

    @Override
    public void kill() {
        throw cannotStop();
    }

    private UnsupportedOperationException cannotStop() {
        return new UnsupportedOperationException("The test server is " + this
                + ", which tests cannot stop or kill: use embedded servers or containers.");
    }

    @Override
    public void discard() {
        // Keeps the data of failed tests for inspection.
    }

    @Override
    public String output() {
        return "";
    }

    /** Without the parts of the address that may contain credentials. */
    @Override
    public String toString() {
        try {
            URI uri = new URI(address.replaceFirst("^jdbc:", ""));
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return "external" + (uri.getHost() == null ? "" : ", " + uri.getScheme() + "://" + uri.getHost() + port);
        } catch (URISyntaxException e) {
            return "external";
        }
    }
}
