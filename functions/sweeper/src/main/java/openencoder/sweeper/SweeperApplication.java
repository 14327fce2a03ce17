package openencoder.sweeper;

import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.media.ObjectStore;
import openencoder.web.lambda.Beans;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;

/** What the sweeper is made of. */
record SweeperApplication(
        JobRepository jobs,
        JobQueue queue,
        JobQueue deadLetters,
        ObjectStore store,
        String destinationBucket,
        InstantSource clock)
        implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
        Beans.value(
                beans,
                Sweeper.class,
                new Sweeper(jobs, queue, deadLetters, store, destinationBucket, clock));
    }
}
