package io.github.emotions4j.cli.option;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * A model that a server serves, and its name there.
 *
 * @param name the name that clients use
 * @param model the model
 */
public record ServedModelOption(String name, ModelReference model) {

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?)=(.+)");

    /** The embedded model under its own name. */
    public static final ServedModelOption EMBEDDED = new ServedModelOption("embedded", ModelReference.embedded());

    /** Reads {@code [NAME=]DIR|ORG/NAME|embedded}. */
    public static final class Converter implements ITypeConverter<ServedModelOption> {

        @Override
        public ServedModelOption convert(String value) {
            Matcher named = NAMED.matcher(value);
            return named.matches()
                    ? new ServedModelOption(named.group(1), reference(named.group(2)))
                    : new ServedModelOption(name(value), reference(value));
        }

        private static ModelReference reference(String model) {
            return model.equals("embedded") ? ModelReference.embedded() : ModelReference.of(Path.of(model));
        }

        /** The id of a model of the hub without its revision, or the name of the folder in plain characters. */
        private static String name(String model) {
            Path path = Path.of(model);
            if (FolderResolver.idOf(path).isPresent()) {
                return model.replaceFirst("@.*", "");
            }
            Path last = path.toAbsolutePath().normalize().getFileName();
            return last == null ? "model" : last.toString().replaceAll("[^A-Za-z0-9._-]", "-");
        }
    }
}
