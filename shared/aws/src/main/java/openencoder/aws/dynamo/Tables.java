package openencoder.aws.dynamo;

import openencoder.aws.client.MissingVariable;

import java.util.Map;

/**
 * The tables' names, from {@code USERS_TABLE}, {@code JOBS_TABLE}, {@code PRESETS_TABLE}, {@code
 * WORKERS_TABLE}, {@code COUNTERS_TABLE}, {@code LIMITS_TABLE} and {@code MACHINES_TABLE}. A
 * program needs those it uses; asking for one that is not set throws {@link MissingVariable}.
 */
public final class Tables {
    private final Map<String, String> environment;

    public Tables(Map<String, String> environment) {
        this.environment = environment;
    }

    public String users() {
        return name("USERS_TABLE");
    }

    public String jobs() {
        return name("JOBS_TABLE");
    }

    public String presets() {
        return name("PRESETS_TABLE");
    }

    public String workers() {
        return name("WORKERS_TABLE");
    }

    public String counters() {
        return name("COUNTERS_TABLE");
    }

    public String limits() {
        return name("LIMITS_TABLE");
    }

    public String machines() {
        return name("MACHINES_TABLE");
    }

    private String name(String variable) {
        var name = environment.getOrDefault(variable, "");
        if (name.isBlank()) throw new MissingVariable(variable);
        return name;
    }
}
