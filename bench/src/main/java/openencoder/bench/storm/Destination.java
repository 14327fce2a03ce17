package openencoder.bench.storm;

import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;
import openencoder.media.Sha256;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is in the destination bucket.
 *
 * @param objects all there are, by key
 * @param uploads keys of uploads that were begun and neither completed nor aborted
 */
record Destination(Map<String, Film> objects, List<String> uploads) {
    /**
     * @param sha256 of its bytes, 64 hex digits
     * @param publication whose output it says it is
     */
    record Film(String sha256, Optional<Publication> publication) {}

    static Destination of(S3Client s3, ObjectStore store, String bucket) {
        var objects = new TreeMap<String, Film>();
        for (var key : store.list(new ObjectKey(bucket, ""))) {
            var bytes =
                    s3.getObjectAsBytes(b -> b.bucket(bucket).key(key.key())).asByteArrayUnsafe();
            var mark = store.head(key).flatMap(ObjectStore.Stored::publication);
            objects.put(key.key(), new Film(Sha256.of(bytes), mark));
        }
        var uploads =
                s3.listMultipartUploadsPaginator(b -> b.bucket(bucket)).uploads().stream()
                        .map(MultipartUpload::key)
                        .toList();
        return new Destination(objects, uploads);
    }
}
