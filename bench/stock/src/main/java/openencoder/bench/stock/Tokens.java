package openencoder.bench.stock;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.text.ParseException;
import java.util.Date;
import java.util.Map;

/** Finds the user of a bearer token. */
public class Tokens {
    private static final String SCHEME = "Bearer ";

    private final JWKSet keys;
    private final StockTable rows;

    public Tokens(JWKSet keys, StockTable rows) {
        this.keys = keys;
        this.rows = rows;
    }

    Map<String, AttributeValue> user(String header) {
        try {
            if (header == null || !header.startsWith(SCHEME)) throw refused();
            var token = SignedJWT.parse(header.substring(SCHEME.length()));
            var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
            if (key == null || !token.verify(new RSASSAVerifier(key.toRSAKey()))) throw refused();
            var claims = token.getJWTClaimsSet();
            if (claims.getExpirationTime().before(new Date())) throw refused();
            var user = rows.find("USERS_TABLE", claims.getSubject());
            if (user.isEmpty() || !user.get("active").bool()) throw refused();
            return user;
        } catch (ParseException | JOSEException broken) {
            throw refused();
        }
    }

    private static ResponseStatusException refused() {
        return new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
}
