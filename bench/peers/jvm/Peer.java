// Peer.java - what the JVM engines share: inputs from JSON, and decisions a second once warmed up.
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.Callable;

final class Peer {
    private static final int WARM_UP = 3;

    private Peer() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> inputs(String path) throws Exception {
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        return json.readValue(new File(path), Map.class);
    }

    /** Best of four rounds, after WARM_UP times as long without counting. */
    static void measure(double seconds, Callable<Object> decide) throws Exception {
        round(seconds * WARM_UP, decide);
        double best = 0;
        for (int i = 0; i < 4; i++) {
            best = Math.max(best, round(seconds / 4, decide));
        }
        System.out.printf("{\"per_s\":%.0f,\"result\":%s}%n", best,
                new ObjectMapper().writeValueAsString(String.valueOf(decide.call())));
    }

    /** This thread's processor time: neighbours on the machine, the JIT and the collector do not count. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double round(double seconds, Callable<Object> decide) throws Exception {
        long start = now();
        long count = 0;
        int kept = 0;
        while (now() - start < seconds * 1e9) {
            for (int i = 0; i < 32; i++) {
                kept += decide.call() == null ? 0 : 1;
            }
            count += 32;
        }
        if (kept < 0) {
            throw new IllegalStateException();
        }
        return count / ((now() - start) / 1e9);
    }
}
