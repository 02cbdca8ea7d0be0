// Camunda7.java MODEL DECISION INPUT.json SECONDS - the decision engine of Camunda 7.
import java.io.FileInputStream;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

final class Camunda7 {
    private Camunda7() {}

    public static void main(String[] words) throws Exception {
        DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        Map<String, Object> inputs = Peer.inputs(words[2]);
        DmnDecision decision;
        try (FileInputStream in = new FileInputStream(words[0])) {
            decision = engine.parseDecisions(in).stream().filter(d -> words[1].equals(d.getName())).findFirst().orElseThrow();
        }
        Peer.measure(Double.parseDouble(words[3]), () -> engine.evaluateDecision(decision, inputs).getSingleResult().getSingleEntry());
    }
}
