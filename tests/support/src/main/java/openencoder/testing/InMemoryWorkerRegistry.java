package openencoder.testing;

import openencoder.roster.WorkerRegistry;
import openencoder.roster.WorkerReport;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

public final class InMemoryWorkerRegistry implements WorkerRegistry {
    private final NavigableMap<String, WorkerReport> reports = new TreeMap<>();

    @Override
    public synchronized void report(WorkerReport report) {
        reports.put(report.id(), report);
    }

    @Override
    public synchronized void remove(String workerId) {
        reports.remove(workerId);
    }

    @Override
    public synchronized List<WorkerReport> seenSince(Instant since) {
        return reports.values().stream()
                .filter(report -> !report.lastSeen().isBefore(since))
                .toList();
    }
}
