package openencoder.job;

import openencoder.account.UserId;
import openencoder.media.IfExists;
import openencoder.media.MediaUri;
import openencoder.preset.PresetSnapshot;

/**
 * A job that a user asks for, checked but without an id yet.
 *
 * @param ifExists what it may replace at its destination
 */
public record NewJob(
        PresetSnapshot preset,
        MediaUri source,
        MediaUri dest,
        UserId createdBy,
        IfExists ifExists) {
    public NewJob(PresetSnapshot preset, MediaUri source, MediaUri dest, UserId createdBy) {
        this(preset, source, dest, createdBy, IfExists.OWN);
    }
}
