package openencoder.web.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import openencoder.web.settings.WebSettings;

import java.time.Instant;
import java.util.Date;

/** Makes access tokens as {@link TokenVerifier} takes them: RFC 9068 under RS256. */
public final class TokenSigner {
    private final WebSettings settings;

    public TokenSigner(WebSettings settings) {
        this.settings = settings;
    }

    /**
     * @param key with its private half
     * @param id of the token, and of no other
     */
    public String sign(AccessClaims claims, Instant issued, String id, RSAKey key) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(AccessClaims.TYPE))
                        .build();
        var body =
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(settings.audience())
                        .subject(claims.user().toString())
                        .claim(AccessClaims.VERSION, claims.version())
                        .jwtID(id)
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(claims.expires()))
                        .build();
        try {
            var signed = new SignedJWT(header, body);
            signed.sign(new RSASSASigner(key));
            return signed.serialize();
        } catch (JOSEException unfit) {
            throw new IllegalStateException("The signing key does not sign.", unfit);
        }
    }
}
