// DmnScala.java MODEL DECISION INPUT.json SECONDS - dmn-scala, the decision engine of Camunda 8.
import java.io.FileInputStream;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;

final class DmnScala {
    private DmnScala() {}

    public static void main(String[] words) throws Exception {
        DmnEngine engine = new DmnEngine.Builder().build();
        Map<String, Object> inputs = Peer.inputs(words[2]);
        ParsedDmn model;
        try (FileInputStream in = new FileInputStream(words[0])) {
            var parsed = engine.parse(in);
            if (parsed.isLeft()) {
                throw new IllegalStateException(String.valueOf(parsed));
            }
            model = parsed.toOption().get();
        }
        Peer.measure(Double.parseDouble(words[3]), () -> {
            var result = engine.evalByName(model, words[1], inputs);
            if (result.isLeft()) {
                throw new IllegalStateException(String.valueOf(result));
            }
            return result.toOption().get().value();
        });
    }
}
