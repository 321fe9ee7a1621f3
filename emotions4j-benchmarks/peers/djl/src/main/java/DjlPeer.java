import ai.djl.huggingface.translator.TextClassificationTranslatorFactory;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * DJL's text classification on ONNX Runtime: {@code DjlPeer MODEL_FOLDER TEXTS_JSON}, with the lines that
 * {@code python/peer.py} describes.
 */
final class DjlPeer {

    private static final Gson GSON = new Gson();

    private final Path folder;
    private final String[] texts;
    private final List<String> labels;
    private final Map<String, Predictor<String, Classifications>> opened = new HashMap<>();

    private DjlPeer(Path folder, Path textsFile) throws Exception {
        this.folder = folder;
        this.texts = GSON.fromJson(Files.readString(textsFile), String[].class);
        JsonObject config = GSON.fromJson(Files.readString(folder.resolve("config.json")), JsonObject.class);
        JsonObject names = config.getAsJsonObject("id2label");
        this.labels = IntStream.range(0, names.size())
                .mapToObj(id -> names.get(Integer.toString(id)).getAsString())
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        DjlPeer peer = new DjlPeer(Path.of(arguments[0]), Path.of(arguments[1]));
        String djl = ai.djl.engine.Engine.getDjlVersion();
        say(Map.of("versions", Map.of("djl", djl, "java", Runtime.version().toString())));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            try {
                say(peer.answer(GSON.fromJson(line, JsonObject.class)));
            } catch (Exception | LinkageError failure) {
                say(Map.of("error", failure.toString()));
            }
        }
    }

    private Map<String, Object> answer(JsonObject request) throws Exception {
        String setting = request.get("setting").getAsString();
        int count = request.get("count").getAsInt();
        int atOnce = request.get("atOnce").getAsInt();
        Predictor<String, Classifications> predictor = open(setting);
        List<String> sample = IntStream.range(0, count)
                .mapToObj(i -> texts[(int) ((long) i * texts.length / count)])
                .toList();
        Map<String, Object> reply = new LinkedHashMap<>();
        long start = System.nanoTime();
        List<Classifications> results = setting.contains("batch 32")
                ? inLists(predictor, sample, atOnce)
                : alone(predictor, sample, reply);
        reply.put("seconds", (System.nanoTime() - start) / 1e9);
        reply.put("scores", results.stream().limit(3).map(this::scoreRow).toList());
        return reply;
    }

    private Predictor<String, Classifications> open(String setting) throws Exception {
        Predictor<String, Classifications> predictor = opened.get(setting);
        if (predictor == null) {
            String graph = setting.contains("int8") ? "model_quantized" : "model";
            Criteria<String, Classifications> criteria = Criteria.builder()
                    .setTypes(String.class, Classifications.class)
                    .optModelPath(folder)
                    .optModelName("onnx/" + graph)
                    .optEngine("OnnxRuntime")
                    .optTranslatorFactory(new TextClassificationTranslatorFactory())
                    .optArgument("topK", labels.size())
                    .optArgument("includeTokenTypes", hasTokenTypes())
                    .optArgument("padding", "true")
                    .build();
            ZooModel<String, Classifications> model = criteria.loadModel();
            predictor = model.newPredictor();
            opened.put(setting, predictor);
        }
        return predictor;
    }

    private boolean hasTokenTypes() throws Exception {
        return Files.readString(folder.resolve("config.json")).contains("BertForSequenceClassification");
    }

    private static List<Classifications> alone(
            Predictor<String, Classifications> predictor, List<String> sample, Map<String, Object> reply)
            throws Exception {
        List<Classifications> results = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        for (String text : sample) {
            long start = System.nanoTime();
            results.add(predictor.predict(text));
            latencies.add((System.nanoTime() - start) / 1e6);
        }
        reply.put("latenciesMs", latencies);
        return results;
    }

    private static List<Classifications> inLists(
            Predictor<String, Classifications> predictor, List<String> sample, int atOnce) throws Exception {
        List<Classifications> results = new ArrayList<>();
        for (int first = 0; first < sample.size(); first += atOnce) {
            List<String> list = sample.subList(first, Math.min(sample.size(), first + atOnce));
            results.addAll(batched(predictor, list, 32));
        }
        return results;
    }

    private static List<Classifications> batched(
            Predictor<String, Classifications> predictor, List<String> sample, int size) throws Exception {
        List<Integer> order = IntStream.range(0, sample.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> sample.get(i).length()))
                .toList();
        Classifications[] results = new Classifications[sample.size()];
        for (int start = 0; start < order.size(); start += size) {
            List<Integer> places = order.subList(start, Math.min(order.size(), start + size));
            List<Classifications> rows =
                    predictor.batchPredict(places.stream().map(sample::get).toList());
            for (int row = 0; row < rows.size(); row++) {
                results[places.get(row)] = rows.get(row);
            }
        }
        return List.of(results);
    }

    private List<Double> scoreRow(Classifications result) {
        return labels.stream().map(label -> result.get(label).getProbability()).toList();
    }

    private static void say(Object value) {
        System.out.println(GSON.toJson(value));
        System.out.flush();
    }
}
