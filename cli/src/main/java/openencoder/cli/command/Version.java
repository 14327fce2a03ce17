package openencoder.cli.command;

import picocli.CommandLine.IVersionProvider;

import java.util.Objects;

/** The version that was built, as the jar's manifest has it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "Open Encoder " + Objects.requireNonNullElse(version, "of this folder"),
            "Java " + Runtime.version(),
        };
    }
}
