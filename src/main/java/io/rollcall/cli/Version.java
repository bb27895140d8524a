package io.rollcall.cli;

import picocli.CommandLine.IVersionProvider;

/** What version this is, as the jar says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"rollcall " + (version == null ? "development" : version)};
    }
}
