package openencoder.aws.dynamo;

import openencoder.fleet.FleetRepository;
import openencoder.fleet.FleetSettings;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.URI;
import java.util.Optional;

/** The fleet's settings, a row of the table of machines. */
public final class DynamoFleetRepository implements FleetRepository {
    private static final String FLEET = "fleet";
    private static final String SETTINGS = "settings";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoFleetRepository(DynamoDbClient dynamoDb, Tables tables) {
        this.dynamoDb = dynamoDb;
        this.table = tables.machines();
    }

    @Override
    public Optional<Fleet> find() {
        return new Rows(dynamoDb, table).find(FLEET, SETTINGS).map(DynamoFleetRepository::read);
    }

    @Override
    public void put(Fleet fleet) {
        dynamoDb.putItem(b -> b.tableName(table).item(write(fleet).attributes()));
    }

    private static Item write(Fleet fleet) {
        var settings = fleet.settings();
        return Item.empty()
                .text(Item.PK, FLEET)
                .text("id", SETTINGS)
                .text("api", fleet.api().toString())
                .flag("enabled", settings.enabled())
                .number("min", settings.min())
                .number("max", settings.max())
                .amount("max_hourly", settings.maxHourly())
                .duration("target_wait", settings.targetWait())
                .duration("idle", settings.idle())
                .text("provider", settings.provider().value())
                .text("region", settings.region())
                .text("size", settings.size());
    }

    private static Fleet read(Item item) {
        var settings =
                new FleetSettings(
                        item.flag("enabled"),
                        item.smallNumber("min"),
                        item.smallNumber("max"),
                        item.amount("max_hourly"),
                        item.duration("target_wait"),
                        item.duration("idle"),
                        MachineItem.provider(item),
                        item.text("region"),
                        item.text("size"));
        return new Fleet(settings, URI.create(item.text("api")));
    }
}
