package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.ServerOptions;
import io.github.emotions4j.server.internal.inference.TokenQueue;
import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.Route;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty with the routes, the limits and the access of the server.
 *
 * <p>Thread-safe. Holds a port and threads: {@link #close()} it.
 */
public final class HttpServer implements AutoCloseable {

    /** Threads beside those of the requests in the queue, for the other routes and for Jetty. */
    private static final int OTHER_THREADS = 192;

    private static final int MIN_THREADS = 8;

    /** Large bodies may take one of so many parts of the heap. Their texts and scores need more than they do. */
    private static final int HEAP_PARTS = 8;

    /** How long an unused thread lives. */
    private static final int THREAD_IDLE_MILLIS = 30_000;

    private static final long MAX_HEADER_CHECK_MILLIS = 500;

    private final ServerOptions options;
    private final Server server;
    private final ServerConnector connector;
    private final RequestTimer timer = new RequestTimer();
    private volatile int port;

    /** A connector whose connections notice slow headers and clients that left. */
    private static final class Connector extends ServerConnector {

        Connector(Server server, HttpConfiguration configuration) {
            super(
                    server,
                    1,
                    1,
                    new HttpConnectionFactory(configuration),
                    new HTTP2CServerConnectionFactory(configuration));
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
                throws IOException {
            ClientEndPoint client = new ClientEndPoint(channel, selector, key, getScheduler());
            client.setIdleTimeout(getIdleTimeout());
            return client;
        }
    }

    /**
     * Prepares a server, which takes no connection yet.
     *
     * @param options address, limits and access
     * @param routes methods and paths, each once
     * @param queue says when a refused client may come again
     * @param events is told of all requests
     */
    public HttpServer(ServerOptions options, List<Route> routes, TokenQueue queue, RequestEvents events) {
        this.options = options;
        int maxThreads = queue.maxRequests() + OTHER_THREADS;
        QueuedThreadPool threads = new QueuedThreadPool(maxThreads, MIN_THREADS, THREAD_IDLE_MILLIS);
        threads.setName("emotions4j-server");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setErrorHandler(new JsonErrorHandler());
        server.setRequestLog(new RequestEventsLog(events));
        server.setStopTimeout(options.stopTimeout().toMillis());
        connector = connector();
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(options.maxConnections(), server));
        ServerContext context = new ServerContext(
                new PlainErrors(),
                new BodyReader(options.maxBodyBytes(), options.timeout(), new LargeBodies(largeBodyBytes())),
                timer,
                options.timeout(),
                queue,
                new ServerContext.Access(options.apiKey().map(ApiKey::new), threads, events::refused));
        Handler handler = withOrigins(new RequestHandler(context, new Router(routes)));
        server.setHandler(new RequestIdHandler(new GracefulHandler(handler)));
    }

    /** The largest body always fits, when there is no other. */
    private long largeBodyBytes() {
        return Math.max(options.maxBodyBytes(), Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    }

    private ServerConnector connector() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(options.maxHeaderBytes());
        ServerConnector made = new Connector(server, configuration);
        made.setHost(options.host());
        made.setPort(options.port());
        made.setIdleTimeout(options.idleTimeout().toMillis());
        return made;
    }

    private Handler withOrigins(Handler handler) {
        if (options.corsOrigins().isEmpty()) {
            return handler;
        }
        CrossOriginHandler origins = new CrossOriginHandler();
        origins.setAllowedOriginPatterns(Set.copyOf(
                options.corsOrigins().stream().map(HttpServer::pattern).toList()));
        origins.setAllowedHeaders(Set.of("authorization", "content-type", RequestIds.HEADER));
        origins.setAllowedMethods(Set.of("GET", "HEAD", "POST"));
        origins.setExposedHeaders(Set.of(RequestIds.HEADER, "Retry-After"));
        origins.setHandler(handler);
        return origins;
    }

    /** The handler takes regular expressions. */
    private static String pattern(String origin) {
        return origin.equals("*") ? "*" : Pattern.quote(origin);
    }

    /**
     * Opens the port.
     *
     * @throws IOException if the address cannot be used; the message names it
     */
    public void start() throws IOException {
        try {
            LifeCycle.start(server);
        } catch (RuntimeException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage(), failed);
        }
        port = connector.getLocalPort();
        long nanos = options.headerTimeout().toNanos();
        long millis = Math.max(
                1, Math.min(MAX_HEADER_CHECK_MILLIS, options.headerTimeout().toMillis() / 2));
        timer.repeat(millis, () -> closeSlowConnections(nanos));
    }

    private void closeSlowConnections(long nanos) {
        for (EndPoint connection : connector.getConnectedEndPoints()) {
            if (connection instanceof ClientEndPoint client) {
                client.closeIfHeadersTookLonger(nanos);
            }
        }
    }

    /**
     * The port.
     *
     * @return the port that the server listens on, once started; kept after it is closed
     */
    public int port() {
        return port;
    }

    /** Takes no more requests, waits for those under way as long as the options say, and frees the port. */
    @Override
    public void close() {
        try {
            LifeCycle.stop(server);
        } catch (RuntimeException failed) {
            System.getLogger(HttpServer.class.getName()).log(Level.DEBUG, "the server did not stop in order", failed);
        } finally {
            timer.close();
            server.destroy();
        }
    }
}
