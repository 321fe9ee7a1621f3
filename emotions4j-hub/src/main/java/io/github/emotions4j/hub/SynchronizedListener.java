package io.github.emotions4j.hub;

/** Forwards calls to another listener, one at a time. Thread-safe. */
final class SynchronizedListener implements PullListener {

    private final PullListener target;

    SynchronizedListener(PullListener target) {
        this.target = target;
    }

    @Override
    public synchronized void noticed(String message) {
        target.noticed(message);
    }

    @Override
    public synchronized void planned(int files, long bytes) {
        target.planned(files, bytes);
    }

    @Override
    public synchronized void advanced(long bytes) {
        target.advanced(bytes);
    }

    @Override
    public synchronized void fileDone(String name, long bytes) {
        target.fileDone(name, bytes);
    }
}
