package openencoder.cli.connect;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.concurrent.Callable;

/** Lists presets. */
@Command(
        name = "presets",
        description =
                "Lists the presets that there are to encode with: those of the API, or those built"
                        + " in if none runs or is named.")
public final class PresetsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ApiOptions apiOptions;

    @Option(names = "--json", description = "Print an array of name, description, output, active.")
    private boolean json;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var presets = presets();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(presets));
        } else {
            int widest = presets.stream().mapToInt(each -> each.name().length()).max().orElse(0);
            for (var preset : presets)
                out.println(
                        "%s  %s%s"
                                .formatted(
                                        preset.name() + " ".repeat(widest - preset.name().length()),
                                        preset.description(),
                                        preset.active() ? "" : "  (takes no new jobs)"));
        }
        out.flush();
        return 0;
    }

    private List<KnownPreset> presets() {
        var connection = apiOptions.find();
        if (connection.isEmpty()) return KnownPreset.builtIn();
        try (var found = connection.get()) {
            return KnownPreset.of(found.api());
        }
    }
}
