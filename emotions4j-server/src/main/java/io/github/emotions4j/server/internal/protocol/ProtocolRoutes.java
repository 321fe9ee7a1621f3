package io.github.emotions4j.server.internal.protocol;

import io.github.emotions4j.server.internal.inference.Inference;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.protocol.classify.ClassifyRoutes;
import io.github.emotions4j.server.internal.protocol.emotions.EmotionsRoutes;
import io.github.emotions4j.server.internal.protocol.huggingface.HuggingFaceRoutes;
import io.github.emotions4j.server.internal.protocol.openapi.OpenApiRoutes;
import io.github.emotions4j.server.internal.protocol.openinference.KServeRoutes;
import io.github.emotions4j.server.internal.protocol.openinference.OpenInferenceRoutes;
import io.github.emotions4j.server.internal.protocol.tei.TeiRoutes;
import io.github.emotions4j.server.internal.routing.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The routes of all protocols. */
public final class ProtocolRoutes {

    private ProtocolRoutes() {}

    /**
     * The routes of all protocols.
     *
     * @param models the served models
     * @param inference scores texts
     * @param ready whether the server takes requests
     * @param server what metadata routes say about the server
     */
    public static List<Route> routes(
            ModelRegistry models, Inference inference, BooleanSupplier ready, ServerInfo server) {
        return Stream.of(
                        HuggingFaceRoutes.routes(models, inference),
                        EmotionsRoutes.routes(models, inference),
                        TeiRoutes.routes(models, inference, ready, server),
                        OpenInferenceRoutes.routes(models, inference, ready, server),
                        KServeRoutes.routes(models, inference),
                        ClassifyRoutes.routes(models, inference, InstantSource.system()),
                        OpenApiRoutes.routes())
                .flatMap(List::stream)
                .toList();
    }
}
