// Drools.java MODEL DECISION INPUT.json SECONDS - the decision engine of Drools.
import java.io.File;
import java.util.List;
import java.util.Map;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

final class Drools {
    private Drools() {}

    public static void main(String[] words) throws Exception {
        DMNRuntime runtime = DMNRuntimeBuilder.fromDefaults().buildConfiguration()
                .fromResources(List.of(ResourceFactory.newFileResource(new File(words[0]))))
                .getOrElseThrow(IllegalStateException::new);
        DMNModel model = runtime.getModels().get(0);
        Map<String, Object> inputs = Peer.inputs(words[2]);
        Peer.measure(Double.parseDouble(words[3]), () -> {
            DMNContext context = runtime.newContext();
            inputs.forEach(context::set);
            var result = runtime.evaluateByName(model, context, words[1]).getDecisionResultByName(words[1]);
            if (result.hasErrors()) {
                throw new IllegalStateException(String.valueOf(result.getMessages()));
            }
            return result.getResult();
        });
    }
}
