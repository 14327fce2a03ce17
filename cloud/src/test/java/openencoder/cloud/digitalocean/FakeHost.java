package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.host.DropletHost;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what is switched on and off, and runs nothing. */
final class FakeHost implements DropletHost {

    private final TreeMap<Long, Machine> on = new TreeMap<>();
    private final List<Long> destroyed = new CopyOnWriteArrayList<>();
    private Set<Long> retained = Set.of();

    @Override
    public synchronized void start(Machine machine) {
        on.put(machine.id(), machine);
    }

    @Override
    public synchronized void destroy(long id) {
        on.remove(id);
        destroyed.add(id);
    }

    @Override
    public synchronized void retain(Set<Long> ids) {
        retained = ids;
    }

    @Override
    public List<ProcessHandle> processes() {
        return List.of();
    }

    @Override
    public void close() {
        on.clear();
    }

    synchronized List<Machine> on() {
        return new ArrayList<>(on.values());
    }

    List<Long> destroyed() {
        return destroyed;
    }

    Set<Long> retained() {
        return retained;
    }
}
