package openencoder.web.http;

/** Answers one kind of request. */
@FunctionalInterface
public interface Handler {
    /**
     * @return the body of the 200, as a record or map that JSON can hold
     * @throws openencoder.refusal.Refusal for anything that the caller has to mend
     */
    Object handle(Call call);
}
