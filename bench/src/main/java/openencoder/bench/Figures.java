package openencoder.bench;

import java.util.List;

/** Measured values, and what is quoted of them. */
record Figures(List<Double> values) {
    Figures {
        values = values.stream().sorted().toList();
    }

    double median() {
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
    double quantile(double share) {
        return values.get((int) Math.ceil(share * values.size()) - 1);
    }

    double least() {
        return values.getFirst();
    }

    double most() {
        return values.getLast();
    }
}
