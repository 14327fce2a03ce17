package openencoder.aws.dynamo;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.preset.NewPreset;
import openencoder.preset.Preset;
import openencoder.preset.PresetId;
import openencoder.preset.PresetRepository;
import openencoder.refusal.Conflict;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Presets in a table, each under its id and under its name. */
public final class DynamoPresetRepository implements PresetRepository {
    private final NamedRows<Preset> presets;

    public DynamoPresetRepository(DynamoDbClient dynamoDb, Tables tables) {
        var counter = new Counter(dynamoDb, tables.counters(), "presets");
        this.presets = new NamedRows<>(new Kind(), dynamoDb, tables.presets(), counter);
    }

    @Override
    public Preset add(NewPreset preset, Instant now) {
        return presets.add(preset.name(), id -> preset(id, preset, now), now);
    }

    @Override
    public Optional<Preset> find(PresetId id) {
        return presets.find(id.value());
    }

    @Override
    public Optional<Preset> findByName(String name) {
        return presets.findByName(name);
    }

    @Override
    public Optional<Preset> replace(Preset changed) {
        return presets.replace(changed);
    }

    @Override
    public Page<Preset> page(PageRequest request) {
        return presets.page(request);
    }

    @Override
    public boolean seed(List<NewPreset> seeds, Instant now) {
        return presets.seed(
                IntStream.range(0, seeds.size())
                        .mapToObj(i -> preset(i + 1, seeds.get(i), now))
                        .toList());
    }

    private static Preset preset(long id, NewPreset preset, Instant now) {
        return new Preset(
                new PresetId(id),
                preset.name(),
                preset.description(),
                preset.data(),
                preset.output(),
                preset.active(),
                now,
                1);
    }

    private static final class Kind implements NamedRows.Kind<Preset> {
        @Override
        public long id(Preset preset) {
            return preset.id().value();
        }

        @Override
        public String name(Preset preset) {
            return preset.name();
        }

        @Override
        public long revision(Preset preset) {
            return preset.revision();
        }

        @Override
        public Preset withRevision(Preset preset, long revision) {
            return preset.withRevision(revision);
        }

        @Override
        public Item write(Preset preset) {
            return Item.empty()
                    .number("id", preset.id().value())
                    .text("name", preset.name())
                    .text("description", preset.description())
                    .text("data", preset.data())
                    .text("output", preset.output())
                    .flag("active", preset.active())
                    .time("created", preset.createdAt())
                    .number("revision", preset.revision());
        }

        @Override
        public Preset read(Item item) {
            return new Preset(
                    new PresetId(item.number("id")),
                    item.text("name"),
                    item.text("description"),
                    item.text("data"),
                    item.text("output"),
                    item.flag("active"),
                    item.time("created"),
                    item.number("revision"));
        }

        @Override
        public Conflict taken(String name) {
            return new Conflict(
                    "preset.exists",
                    "There is a preset %s already; choose another name or change that one."
                            .formatted(name));
        }
    }
}
