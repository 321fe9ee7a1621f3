package io.github.emotions4j.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Runs a task at SIGTERM and SIGINT instead of ending the process. A shutdown hook would run beside the one of ONNX
 * Runtime, which frees what running texts still use.
 */
public final class StopSignals {

    private StopSignals() {}

    /**
     * Runs a task at the first such signal; a second one, of either kind, ends the process at once. Where Java has no
     * signals, a shutdown hook runs the task.
     *
     * @param task makes the main thread end; it runs in a thread of its own
     */
    public static void onStop(Runnable task) {
        try {
            Object standard =
                    Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null);
            InvocationHandler first = (proxy, method, arguments) -> {
                handleAll(standard);
                task.run();
                return null;
            };
            Class<?>[] handlerClass = {Class.forName("sun.misc.SignalHandler")};
            handleAll(Proxy.newProxyInstance(StopSignals.class.getClassLoader(), handlerClass, first));
        } catch (ReflectiveOperationException noSignals) {
            Runtime.getRuntime().addShutdownHook(new Thread(task, "emotions-stop"));
        }
    }

    private static void handleAll(Object handler) throws ReflectiveOperationException {
        Class<?> signalClass = Class.forName("sun.misc.Signal");
        Method handle = signalClass.getMethod("handle", signalClass, Class.forName("sun.misc.SignalHandler"));
        for (String name : List.of("TERM", "INT")) {
            handle.invoke(null, signalClass.getConstructor(String.class).newInstance(name), handler);
        }
    }
}
