package io.github.emotions4j.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. The build writes the version into {@code version.properties}. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(stream, "version.properties"));
        }
        return new String[] {"emotions4j " + properties.getProperty("version")};
    }
}
