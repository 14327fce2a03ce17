package openencoder.web.lambda;

import openencoder.web.priming.SnapStart;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.SmartLifecycle;

import java.util.Comparator;
import java.util.List;

/**
 * Starts what is to start with an application context. Unlike Spring's own it has no part in
 * snapshots, which are {@link SnapStart}'s: that one waits for ever if its context came up while a
 * snapshot was prepared, and starts everything anew in each copy.
 */
final class LeanLifecycle implements LifecycleProcessor {
    private final ListableBeanFactory beans;
    private List<SmartLifecycle> started = List.of();

    LeanLifecycle(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void onRefresh() {
        start();
    }

    @Override
    public void onClose() {
        stop();
    }

    @Override
    public void start() {
        started =
                beans.getBeansOfType(SmartLifecycle.class, false, false).values().stream()
                        .filter(SmartLifecycle::isAutoStartup)
                        .sorted(Comparator.comparingInt(SmartLifecycle::getPhase))
                        .toList();
        started.forEach(SmartLifecycle::start);
    }

    @Override
    public void stop() {
        started.reversed().forEach(SmartLifecycle::stop);
        started = List.of();
    }

    @Override
    public boolean isRunning() {
        return !started.isEmpty();
    }
}
