package openencoder.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class TemplateTest {

    private static final LocalValues VALUES =
            new LocalValues(
                    Map.of(
                            "FilmsTable", "films-table",
                            "FilmsTable.Arn", "arn:films",
                            "AWS::Region", "us-east-1",
                            "Stage", "local"));

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain                                                    | plain",
                "!Ref FilmsTable                                          | films-table",
                "{ Ref: FilmsTable }                                      | films-table",
                "!Ref Stage                                               | local",
                "!Ref Language                                            | en",
                "!GetAtt FilmsTable.Arn                                   | arn:films",
                "!GetAtt [FilmsTable, Arn]                                | arn:films",
                "{ Fn::GetAtt: [FilmsTable, Arn] }                        | arn:films",
                "!Sub '${FilmsTable}/${FilmsTable.Arn}/${!kept}'          |"
                        + " films-table/arn:films/${kept}",
                "!Sub ['${AWS::Region}-${own}', { own: !Ref Stage }]      | us-east-1-local",
                "!Join ['-', [a, !Ref Stage, c]]                          | a-local-c",
                "!Join ['', !Split [':', !GetAtt FilmsTable.Arn]]         | arnfilms",
                "!Select [1, [a, !Ref Stage]]                             | local",
                "!Select [0, !Split [':', !GetAtt FilmsTable.Arn]]        | arn",
                "!If [IsLocal, yes-it-is, no]                             | yes-it-is",
                "!If [IsCloud, yes, no-it-is-not]                         | no-it-is-not",
                "!If [IsEither, either, neither]                          | either",
                "!If [IsBoth, both, not-both]                             | not-both",
                "!Base64 { Ref: Stage }                                   | bG9jYWw=",
                "2012-10-17                                               | 2012-10-17",
                "42                                                       | 42",
            })
    void a_variable_is_worked_out_as_cloudformation_would(String written, String meant) {
        assertThat(variable(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "!Ref Nowhere              | refers to Nowhere, which has no value here",
                "!GetAtt FilmsTable.Id     | refers to FilmsTable.Id, which has no value here",
                "!Sub 'x${Nowhere.Arn}'    | refers to Nowhere.Arn, which has no value here",
                "!ImportValue other        | uses !Fn::ImportValue, which is not known here",
                "!If [IsWhat, a, b]        | asks for the condition IsWhat, which is not defined",
                "!Select [7, [a]]          | selects element 7 of 1",
                "!Join [a]                 | has a function that needs 2 arguments",
                "[a, b]                    | is not a single value",
            })
    void what_cannot_be_worked_out_is_named_with_file_and_place(String written, String complaint) {
        assertThatThrownBy(() -> variable(written))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "template.yaml: Resources.FilmsFunction.Properties.Environment.Variables.X "
                                + complaint);
    }

    @Test
    void a_variable_that_is_no_value_is_left_out() {
        assertThat(template("!Ref AWS::NoValue").functions().getFirst().environment())
                .containsOnlyKeys("SHARED");
    }

    @Test
    void a_function_takes_what_it_does_not_say_from_globals() {
        assertThat(template("x").functions())
                .containsExactly(
                        new FunctionResource(
                                "FilmsFunction",
                                folder.resolve("films/films.zip"),
                                "films.FilmsLambda",
                                512,
                                Duration.ofSeconds(20),
                                Map.of("SHARED", "films-table", "X", "x")));
    }

    @Test
    void routes_name_the_function_that_answers() {
        assertThat(template("x").routes())
                .containsExactly(
                        new RouteResource("GET", "/films/{id}", "FilmsFunction"),
                        new RouteResource("ANY", "/films", "FilmsFunction"));
    }

    @Test
    void a_schedule_names_the_function_to_invoke() {
        assertThat(template("x").schedules())
                .containsExactly(new Schedule("FilmsFunction", "Clock", Duration.ofMinutes(5)));
    }

    @Test
    void a_property_that_is_missing_is_named_with_its_resource() {
        var template =
                read("Resources: { F: { Type: 'AWS::Serverless::Function', Properties: {} } }");
        assertThatThrownBy(template::functions)
                .hasMessage("template.yaml: Resources.F.Properties has no CodeUri");
    }

    @Test
    void what_is_no_yaml_or_no_file_says_so() {
        assertThatThrownBy(() -> read("a: [")).hasMessageContaining("template.yaml is not YAML");
        assertThatThrownBy(() -> read("text")).hasMessageContaining("is not a template");
        assertThatThrownBy(() -> Template.read(folder.resolve("none.yaml")))
                .hasMessageContaining("none.yaml cannot be read");
    }

    private String variable(String written) {
        return template(written).functions().getFirst().environment().get("X");
    }

    @Test
    void a_roles_policies_are_one_document_with_everything_resolved() {
        var template =
                read(
                        """
                        Resources:
                          WorkerRole:
                            Type: AWS::IAM::Role
                            Properties:
                              Policies:
                                - PolicyName: films
                                  PolicyDocument:
                                    Statement:
                                      - Sid: Films
                                        Effect: Allow
                                        Action: [dynamodb:GetItem]
                                        Resource: !GetAtt FilmsTable.Arn
                                        Condition:
                                          "Null": { dynamodb:LeadingKeys: "false" }
                                - PolicyName: more
                                  PolicyDocument:
                                    Statement:
                                      - { Effect: Deny, Action: "*", Resource: !Sub "${FilmsTable}/*" }
                        """);

        assertThat(JsonMapper.shared().readTree(template.policyOf("WorkerRole")))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"Version": "2012-10-17", "Statement": [
                                          {"Sid": "Films", "Effect": "Allow",
                                           "Action": ["dynamodb:GetItem"], "Resource": "arn:films",
                                           "Condition": {"Null": {"dynamodb:LeadingKeys": "false"}}},
                                          {"Effect": "Deny", "Action": "*", "Resource": "films-table/*"}]}
                                        """));
    }

    private Template template(String variable) {
        return read(
                """
                Parameters:
                  Stage: { Type: String, Default: cloud }
                  Language: { Type: String, Default: en }
                Conditions:
                  IsLocal: !Equals [!Ref Stage, local]
                  IsCloud: !Not [!Condition IsLocal]
                  IsEither: !Or [!Condition IsLocal, !Condition IsCloud]
                  IsBoth: !And [!Condition IsLocal, !Condition IsCloud]
                Globals:
                  Function:
                    MemorySize: 128
                    Timeout: 20
                    Environment:
                      Variables: { SHARED: !Ref FilmsTable }
                Resources:
                  FilmsFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: films/films.zip
                      Handler: films.FilmsLambda
                      MemorySize: 512
                      Environment:
                        Variables:
                          X: %s
                      Events:
                        One: { Type: HttpApi, Properties: { Method: get, Path: "/films/{id}" } }
                        All: { Type: HttpApi, Properties: { Method: any, Path: /films } }
                        Clock: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(5 minutes) } }
                """
                        .formatted(variable));
    }

    private Template read(String text) {
        try {
            var file = folder.resolve("template.yaml");
            Files.writeString(file, text);
            return Template.read(file).with(VALUES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
