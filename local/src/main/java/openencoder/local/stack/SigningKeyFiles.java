package openencoder.local.stack;

import tools.jackson.databind.json.JsonMapper;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that login signs tokens with and every function checks them with, as JWK sets (RFC
 * 7517), made once for a data folder.
 *
 * @param signing private, readable by its owner only
 * @param verification public
 */
record SigningKeyFiles(Path signing, Path verification) {

    private static final int BITS = 2048;

    static SigningKeyFiles in(Path folder) {
        Folders.make(folder);
        var files =
                new SigningKeyFiles(
                        folder.resolve("signing.jwks.json"),
                        folder.resolve("verification.jwks.json"));
        if (!Files.exists(files.signing) || !Files.exists(files.verification)) {
            files.make();
        }
        return files;
    }

    private void make() {
        var pair = newKeyPair();
        var publicKey = publicKey((RSAPublicKey) pair.getPublic());
        var privateKey = new LinkedHashMap<>(publicKey);
        privateKey.putAll(privateParts((RSAPrivateCrtKey) pair.getPrivate()));
        write(signing, privateKey, true);
        write(verification, publicKey, false);
    }

    private static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> publicKey(RSAPublicKey key) {
        var jwk = new LinkedHashMap<String, Object>();
        jwk.put("kty", "RSA");
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("kid", newKeyId());
        jwk.put("n", base64Url(key.getModulus()));
        jwk.put("e", base64Url(key.getPublicExponent()));
        return jwk;
    }

    private static Map<String, Object> privateParts(RSAPrivateCrtKey key) {
        return Map.of(
                "d", base64Url(key.getPrivateExponent()),
                "p", base64Url(key.getPrimeP()),
                "q", base64Url(key.getPrimeQ()),
                "dp", base64Url(key.getPrimeExponentP()),
                "dq", base64Url(key.getPrimeExponentQ()),
                "qi", base64Url(key.getCrtCoefficient()));
    }

    private static String newKeyId() {
        var bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    // RFC 7518, 2: big-endian, without the sign byte that BigInteger may put in front.
    private static String base64Url(BigInteger number) {
        var bytes = number.toByteArray();
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static void write(Path file, Map<String, Object> key, boolean onlyForOwner) {
        var set = Map.of("keys", List.of(key));
        Folders.write(file, JsonMapper.shared().writeValueAsBytes(set), onlyForOwner);
    }
}
