package openencoder.web.priming;

import java.util.List;

/** A function as priming needs it. */
public interface PrimedFunction {
    /**
     * @param event as API Gateway sends it
     * @return the answer that API Gateway gets
     */
    byte[] answer(byte[] event);

    /** Its beans of this type. */
    <T> List<T> beans(Class<T> type);
}
