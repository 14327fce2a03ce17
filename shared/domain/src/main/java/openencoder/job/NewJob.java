package openencoder.job;

import openencoder.account.UserId;
import openencoder.media.MediaUri;
import openencoder.preset.PresetSnapshot;

/** A job that a user asks for, checked but without an id yet. */
public record NewJob(PresetSnapshot preset, MediaUri source, MediaUri dest, UserId createdBy) {}
