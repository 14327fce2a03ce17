package openencoder.testing;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.job.OpenJobs;
import openencoder.page.PageRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public final class InMemoryOpenJobs implements OpenJobs {
    private record Counted(long open, Instant last) {}

    private final Map<UserId, Counted> accounts = new HashMap<>();
    private final JobRepository jobs;

    public InMemoryOpenJobs(JobRepository jobs) {
        this.jobs = jobs;
    }

    @Override
    public synchronized void admit(UserId account, int most, Instant now) {
        var counted = accounts.getOrDefault(account, new Counted(0, Instant.MIN));
        if (counted.open() >= most) {
            if (now.isBefore(counted.last().plus(SETTLES)))
                throw OpenJobs.tooMany(counted.open(), most, SETTLES);
            counted = new Counted(Math.min(most, open(account)), now);
            accounts.put(account, counted);
            if (counted.open() >= most) throw OpenJobs.tooMany(counted.open(), most, LATER);
        }
        accounts.put(account, new Counted(counted.open() + 1, now));
    }

    @Override
    public synchronized void takeBack(UserId account) {
        accounts.computeIfPresent(
                account, (_, counted) -> new Counted(counted.open() - 1, counted.last()));
    }

    private long open(UserId account) {
        return all().filter(job -> job.asked().createdBy().equals(account))
                .filter(job -> !(job.state() instanceof JobState.Ended))
                .count();
    }

    private Stream<Job> all() {
        return IntStream.iterate(1, page -> page + 1)
                .mapToObj(page -> jobs.page(new PageRequest(page, 100), JobFilter.ALL).items())
                .takeWhile(page -> !page.isEmpty())
                .flatMap(List::stream);
    }
}
