package openencoder.cloud.iam.request;

import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;

import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** The keys that a {@code DeleteObjects} names. */
final class DeletedKeys {
    private DeletedKeys() {}

    /**
     * @throws Refused if it names none, or versions of one
     */
    static List<String> in(byte[] body) throws Refused {
        var keys = new ArrayList<String>();
        var objects = parse(body).getElementsByTagNameNS("*", "Object");
        for (var i = 0; i < objects.getLength(); i++) keys.add(key((Element) objects.item(i)));
        if (keys.isEmpty()) throw Unknown.request("a delete of nothing");
        return keys;
    }

    private static String key(Element object) throws Refused {
        var keys = object.getElementsByTagNameNS("*", "Key");
        var versions = object.getElementsByTagNameNS("*", "VersionId");
        if (keys.getLength() != 1 || versions.getLength() != 0)
            throw Unknown.request("a delete of an older version");
        return keys.item(0).getTextContent();
    }

    private static Element parse(byte[] body) throws Refused {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
        } catch (SAXException | IOException _) {
            throw new Refused(Reason.MALFORMED, "the body is no XML");
        } catch (ParserConfigurationException every) {
            throw new IllegalStateException("every JDK has these features", every);
        }
    }
}
