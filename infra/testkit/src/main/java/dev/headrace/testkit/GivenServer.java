package dev.headrace.testkit;

import java.net.URI;
import java.net.URISyntaxException;

/** A server that somebody else runs: it is used, and never ended. */
record GivenServer(String address) implements TestServer {

    @Override
    public void start() {
        // It runs, or it will not answer.
    }

    @Override
    public void stop() {
        throw notOurs();
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    private UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException("The server of the tests is " + this
                + ", and not theirs to end: tests of crashes need embedded servers or containers.");
    }

    @Override
    public void discard() {
        // What a failed test left there may be looked at.
    }

    @Override
    public String output() {
        return "";
    }

    /** Only those parts of the address that cannot hold credentials. */
    @Override
    public String toString() {
        try {
            URI uri = new URI(address.replaceFirst("^jdbc:", ""));
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return "given" + (uri.getHost() == null ? "" : ", " + uri.getScheme() + "://" + uri.getHost() + port);
        } catch (URISyntaxException e) {
            return "given";
        }
    }
}
