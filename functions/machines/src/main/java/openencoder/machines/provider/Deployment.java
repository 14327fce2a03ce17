package openencoder.machines.provider;

import openencoder.machine.Label;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider;

/**
 * Whose machines they are: two deployments in one account never touch each other's.
 *
 * @param name the stack's name, from {@code DEPLOYMENT}: letters, digits and hyphens
 */
public record Deployment(String name) {
    public Deployment {
        if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,127}"))
            throw new IllegalStateException(
                    "DEPLOYMENT is '%s'; it must be a stack's name: letters, digits and hyphens"
                            .formatted(name));
    }

    /** By which the provider's machine is found again. */
    public String machineName(MachineId id) {
        return name + "-" + id;
    }

    /** That all of its machines bear, and no others. */
    public Label label() {
        return new Label("openencoder", name);
    }

    public boolean owns(MachineProvider.Instance instance) {
        return instance.labels().contains(label());
    }
}
