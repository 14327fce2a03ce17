package openencoder.cloud.digitalocean.host;

import java.util.List;
import java.util.Set;

/** Where droplets' machines run. Every method may be called from several threads. */
public interface DropletHost extends AutoCloseable {

    /**
     * What is switched on.
     *
     * @param userData what cloud-init does at the first boot; empty for nothing
     */
    record Machine(long id, String name, String userData) {}

    /** Returns at once. A machine that has booted before starts from its disk as it left it. */
    void start(Machine machine);

    /** A power cut: returns when nothing runs any more, and its disk is gone. */
    void destroy(long id);

    /** Removes the disks of all machines but these; none of the others runs. */
    void retain(Set<Long> ids);

    /** The processes that stand for machines; all others descend from them. */
    List<ProcessHandle> processes();

    /** Shuts all machines down; their disks stay. */
    @Override
    void close();
}
