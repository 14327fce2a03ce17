package openencoder.bench;

import java.util.List;

/** Measured values, and what is quoted of them. */
public record Figures(List<Double> values) {
    public Figures {
        values = values.stream().sorted().toList();
    }

    public double median() {
        var middle = values.size() / 2;
        return values.size() % 2 == 1
                ? values.get(middle)
                : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /**
     * The least of the values that this share of all does not exceed.
     *
     * @param share above 0, up to 1
     */
    public double quantile(double share) {
        return values.get((int) Math.ceil(share * values.size()) - 1);
    }

    public double least() {
        return values.getFirst();
    }

    public double most() {
        return values.getLast();
    }
}
