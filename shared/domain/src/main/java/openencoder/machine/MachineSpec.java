package openencoder.machine;

import java.math.BigDecimal;

/**
 * What machine is rented, from the request until its receipt.
 *
 * @param region slug of the provider's, likewise {@code size}
 * @param priceHourly by the provider's list, in the currency it bills in
 */
public record MachineSpec(
        ProviderId provider, String region, String size, BigDecimal priceHourly, Origin origin) {}
