package openencoder.consistency;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An environment that remembers which of its variables were asked for, there or not. */
final class RecordedVariables extends AbstractMap<String, String> {
    private final Map<String, String> values;
    private final Set<String> asked = new TreeSet<>();

    RecordedVariables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Those of ours: AWS's own are there in every function. */
    Set<String> asked() {
        asked.removeIf(name -> name.startsWith("AWS_"));
        return asked;
    }

    @Override
    public String get(Object name) {
        asked.add(name.toString());
        return values.get(name);
    }

    @Override
    public String getOrDefault(Object name, String otherwise) {
        asked.add(name.toString());
        return values.getOrDefault(name, otherwise);
    }

    @Override
    public boolean containsKey(Object name) {
        asked.add(name.toString());
        return values.containsKey(name);
    }

    /**
     * @throws UnsupportedOperationException for a caller that would copy it and ask the copy
     */
    @Override
    public Set<Entry<String, String>> entrySet() {
        throw new UnsupportedOperationException("ask for variables by name");
    }
}
