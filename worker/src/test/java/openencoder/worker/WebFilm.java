package openencoder.worker;

import openencoder.account.UserId;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import java.time.Instant;

/** A job for a film that is in the source bucket, as the API would have made it. */
final class WebFilm {
    private WebFilm() {}

    /**
     * @param preset its data
     */
    static JobId submit(String preset, JobRepository jobs, JobQueue queue) {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", preset, "web.mp4"),
                        MediaUri.parse("source", "s3:///in/film.mp4"),
                        MediaUri.parse("dest", "s3:///out/"),
                        new UserId(1));
        var id = jobs.add(asked, Instant.now()).id();
        queue.send(id);
        return id;
    }
}
