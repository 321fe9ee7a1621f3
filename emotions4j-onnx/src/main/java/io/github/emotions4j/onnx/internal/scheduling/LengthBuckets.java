package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The texts of one job that nobody has begun: as they came, and by their length once it is known. What runs next is the
 * oldest text, with the oldest others of its length: so no text waits for others of its kind, and order is kept roughly.
 *
 * <p>Thread-safe.
 *
 * @param <T> the tokens of a text
 */
final class LengthBuckets<T> {

    /** Texts that a thread reads at once, some milliseconds of work. */
    private static final int READ_AT_ONCE = 64;

    private static final int CHARACTERS_AT_ONCE = 1 << 14;

    private final BatchInference<T> classification;
    private final Queue<TextTask<T>> unread = new ArrayDeque<>();
    private final Map<Integer, PriorityQueue<TextTask<T>>> byLength = new HashMap<>();

    LengthBuckets(BatchInference<T> classification) {
        this.classification = classification;
    }

    synchronized void add(TextTask<T> text) {
        unread.add(text);
    }

    /** Whether a text is left that nobody has begun. */
    synchronized boolean isEmpty() {
        return unread.isEmpty() && byLength.isEmpty();
    }

    /** Forgets all texts. */
    synchronized void clear() {
        unread.clear();
        byLength.clear();
    }

    /** Finds the tokens of some texts, in the calling thread. */
    void readSome() {
        for (TextTask<T> text : takeUnread()) {
            if (text.read(classification)) {
                addRead(text);
            }
        }
    }

    /** Classifies the oldest text that has been read with others of its length, in the calling thread. */
    void runOldest() {
        run(takeOldest());
    }

    private void run(List<TextTask<T>> texts) {
        boolean done = texts.size() > 1 && runTogether(texts);
        if (!done) {
            texts.forEach(TextTask::run);
        }
    }

    /** Classifies a text, in the calling thread, unless somebody has begun it. It must be the oldest of all. */
    void run(TextTask<T> oldest) {
        if (takeUnread(oldest)) {
            if (oldest.read(classification)) {
                oldest.run();
            }
        } else {
            run(takeRead(oldest));
        }
    }

    private synchronized boolean takeUnread(TextTask<T> oldest) {
        return unread.peek() == oldest && unread.remove() == oldest;
    }

    private synchronized List<TextTask<T>> takeRead(TextTask<T> oldest) {
        boolean read = byLength.values().stream().anyMatch(texts -> texts.peek() == oldest);
        return read ? takeOldest() : List.of();
    }

    private synchronized List<TextTask<T>> takeUnread() {
        List<TextTask<T>> taken = new ArrayList<>();
        int room = CHARACTERS_AT_ONCE;
        while (!unread.isEmpty() && taken.size() < READ_AT_ONCE && fits(unread.element(), room, taken.isEmpty())) {
            room -= unread.element().characters();
            taken.add(unread.remove());
        }
        return taken;
    }

    /** A very long text is read by itself, so that those before it need not wait. */
    private static boolean fits(TextTask<?> text, int room, boolean first) {
        return first || text.characters() <= room;
    }

    private synchronized void addRead(TextTask<T> text) {
        byLength.computeIfAbsent(
                        classification.length(text.tokens()),
                        length -> new PriorityQueue<>(Comparator.comparingLong(TextTask::index)))
                .add(text);
    }

    private synchronized List<TextTask<T>> takeOldest() {
        List<TextTask<T>> taken = new ArrayList<>();
        byLength.entrySet().stream()
                .min(Comparator.comparingLong(
                        entry -> entry.getValue().element().index()))
                .ifPresent(oldest -> {
                    int most = classification.together(oldest.getKey());
                    while (taken.size() < most && !oldest.getValue().isEmpty()) {
                        taken.add(oldest.getValue().remove());
                    }
                    if (oldest.getValue().isEmpty()) {
                        byLength.remove(oldest.getKey());
                    }
                });
        return taken;
    }

    /** False where one of the texts fails: alone, each gets its own answer. */
    private boolean runTogether(List<TextTask<T>> texts) {
        try {
            List<Scores> scores =
                    classification.scores(texts.stream().map(TextTask::tokens).toList());
            for (int i = 0; i < texts.size(); i++) {
                texts.get(i).complete(scores.get(i));
            }
            return true;
        } catch (RuntimeException | Error failed) {
            return false;
        }
    }
}
