package openencoder.cloud.template;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.Map;

/** YAML in which {@code !Ref x} and its like become {@code {"Ref": "x"}}, as in JSON templates. */
final class TemplateYaml extends SafeConstructor {

    private TemplateYaml() {
        super(new LoaderOptions());
        yamlMultiConstructors.put("!", new Intrinsic());
        // A date such as 2012-10-17 is a version here, never a point in time.
        yamlConstructors.put(Tag.TIMESTAMP, new Text());
    }

    static Object parse(String text) {
        return new Yaml(new TemplateYaml()).load(text);
    }

    private final class Intrinsic extends AbstractConstruct {
        @Override
        public Object construct(Node node) {
            var name = node.getTag().getValue().substring(1);
            return Map.of(longName(name), argument(node));
        }

        private static String longName(String name) {
            return name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalStateException("unexpected node " + node);
            };
        }
    }

    private static final class Text extends AbstractConstruct {
        @Override
        public Object construct(Node node) {
            return ((ScalarNode) node).getValue();
        }
    }
}
