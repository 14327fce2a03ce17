package openencoder.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

class SigningKeyFilesTest {

    @TempDir Path folder;

    @Test
    void what_the_private_key_signs_the_public_key_verifies() throws Exception {
        var files = SigningKeyFiles.filled(folder);
        var signing = key(files.signing());
        var verification = key(files.verification());
        assertThat(verification.get("kid")).isEqualTo(signing.get("kid"));

        var rsa = KeyFactory.getInstance("RSA");
        var n = number(verification, "n");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.generatePrivate(new RSAPrivateKeySpec(n, number(signing, "d"))));
        signature.update(new byte[] {1, 2, 3});
        var signed = signature.sign();
        signature.initVerify(
                rsa.generatePublic(new RSAPublicKeySpec(n, number(verification, "e"))));
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
        assertThat(n.bitLength()).isEqualTo(2048);
    }

    @Test
    void only_its_owner_reads_the_private_key_and_the_public_file_holds_none() throws Exception {
        var files = SigningKeyFiles.filled(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.signing())))
                .isEqualTo("rw-------");
        assertThat(key(files.verification()).propertyNames())
                .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
    }

    @Test
    void tokens_of_yesterday_count_today() throws IOException {
        var before = Files.readString(SigningKeyFiles.filled(folder).signing());
        assertThat(SigningKeyFiles.filled(folder).signing()).hasContent(before);
    }

    private static JsonNode key(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file)).get("keys").get(0);
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asString()));
    }
}
