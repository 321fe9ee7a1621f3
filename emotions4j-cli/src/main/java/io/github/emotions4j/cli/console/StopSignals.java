package io.github.emotions4j.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Runs a task at SIGTERM and SIGINT instead of ending the process. A shutdown hook would run beside the one of ONNX
 * Runtime, which frees what running texts still use.
 */
public final class StopSignals {

    private StopSignals() {}

    /**
     * Runs a task at the first such signal; a second one ends the process at once. Where Java has no signals, a
     * shutdown hook runs the task.
     *
     * @param task makes the main thread end; it runs in a thread of its own
     */
    public static void onStop(Runnable task) {
        List.of("TERM", "INT").forEach(name -> handle(name, task));
    }

    private static void handle(String name, Runnable task) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            Object standard = handlerClass.getField("SIG_DFL").get(null);
            InvocationHandler first = (proxy, method, arguments) -> {
                signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, standard);
                task.run();
                return null;
            };
            Object handler =
                    Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[] {handlerClass}, first);
            signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, handler);
        } catch (ReflectiveOperationException noSignals) {
            Runtime.getRuntime().addShutdownHook(new Thread(task, "emotions-stop"));
        }
    }
}
