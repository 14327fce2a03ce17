package openencoder.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The providers that a deployment may rent from, by their ids; at least one. */
public final class Providers {
    private final Map<ProviderId, MachineProvider> byId = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException if two have one id, or bill in different currencies: limits
     *     and costs are sums over all of them
     */
    public Providers(List<MachineProvider> all) {
        for (var each : all)
            if (byId.put(each.id(), each) != null)
                throw new IllegalArgumentException("twice: " + each.id());
        if (all.stream().map(each -> each.billing().currency()).distinct().count() != 1)
            throw new IllegalArgumentException("providers must bill in one currency");
    }

    public static Providers of(MachineProvider... all) {
        return new Providers(List.of(all));
    }

    /** In the order of the wiring. */
    public List<MachineProvider> all() {
        return List.copyOf(byId.values());
    }

    public Optional<MachineProvider> find(ProviderId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * @throws ProviderFailure UNCONFIGURED if it is none of these
     */
    public MachineProvider get(ProviderId id) {
        return find(id).orElseThrow(
                        () ->
                                new ProviderFailure(
                                        ProviderFailure.Kind.UNCONFIGURED,
                                        "The provider '%s' is not configured.".formatted(id),
                                        Optional.empty()));
    }

    public MachineProvider of(InstanceId instance) {
        return get(instance.provider());
    }

    /** How it bills; of one that is not here any more it is taken to be the first one's way. */
    public Billing billing(ProviderId id) {
        return find(id).orElse(all().getFirst()).billing();
    }

    /**
     * All with the label, of every provider that is configured.
     *
     * @throws ProviderFailure if one did not tell, or none is configured
     */
    public List<MachineProvider.Instance> labelled(Label label) {
        var found = new ArrayList<MachineProvider.Instance>();
        var unconfigured = new ArrayList<ProviderFailure>();
        for (var provider : byId.values())
            try {
                found.addAll(provider.labelled(label));
            } catch (ProviderFailure failure) {
                if (failure.kind() != ProviderFailure.Kind.UNCONFIGURED) throw failure;
                unconfigured.add(failure);
            }
        if (unconfigured.size() == byId.size()) throw unconfigured.getFirst();
        return found;
    }
}
