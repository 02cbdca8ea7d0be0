// Instances a second of Camunda 7's process engine on the model of bench/bpmn.c: in memory (H2) or on a
// file (H2, durable), without history.
//   java -cp LIBS Bench.java FOLDER SECONDS [H2_FILE]
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

public class Bench {
    public static void main(String[] args) {
        StandaloneInMemProcessEngineConfiguration c = new StandaloneInMemProcessEngineConfiguration();
        boolean durable = args.length > 2;
        c.setJdbcUrl(durable ? "jdbc:h2:file:" + args[2] : "jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1");
        c.setJobExecutorActivate(false);
        c.setHistory("none");
        c.setDbMetricsReporterActivate(false);
        ProcessEngine engine = c.buildProcessEngine();
        engine.getRepositoryService().createDeployment().enableDuplicateFiltering(true)
            .addInputStream("repair.bpmn", in(args[0] + "/repair.bpmn")).addInputStream("level.dmn", in(args[0] + "/level.dmn"))
            .deploy();
        run(engine, 4 * Double.parseDouble(args[1])); // warms up
        double rate = run(engine, Double.parseDouble(args[1]));
        System.out.println("{\"engine\": \"Camunda " + ProcessEngine.class.getPackage().getImplementationVersion() + "\", \"durable\": "
            + durable + ", \"per_second\": " + Math.round(rate) + "}");
        engine.close();
    }

    static java.io.InputStream in(String path) {
        try {
            return new java.io.FileInputStream(path);
        } catch (java.io.IOException e) {
            throw new RuntimeException(e);
        }
    }

    static double run(ProcessEngine engine, double seconds) {
        long start = System.nanoTime(), n = 0;
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime(); // what else the machine does is not the engine's fault
        while (System.nanoTime() - start < seconds * 1e9) {
            boolean ended = engine.getRuntimeService().startProcessInstanceByKey("repair", Map.of("depth", (int) (n % 40))).isEnded();
            if (!ended)
                throw new RuntimeException("the instance did not end");
            n++;
        }
        return n * 1e9 / (threads.getCurrentThreadCpuTime() - cpu);
    }
}
