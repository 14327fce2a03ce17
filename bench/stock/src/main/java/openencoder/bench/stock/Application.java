package openencoder.bench.stock;

import com.nimbusds.jose.jwk.JWKSet;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.text.ParseException;

/** An application like the archetype's: everything configured by itself, controllers imported. */
@SpringBootApplication
@Import({ReadController.class, Tokens.class, StockTable.class})
public class Application {
    @Bean
    DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder().httpClient(Apache5HttpClient.create()).build();
    }

    @Bean
    JWKSet keys(@Value("${VERIFICATION_KEYS}") String keys) throws ParseException {
        return JWKSet.parse(keys);
    }
}
