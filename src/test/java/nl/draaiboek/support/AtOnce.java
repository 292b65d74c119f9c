package nl.draaiboek.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads that begin at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /**
     * Runs each on a thread of its own and waits for all, two minutes at most.
     *
     * @return what they gave, in their order
     */
    public static <T> List<T> run(List<? extends Callable<? extends T>> works) throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(works.size());
        try {
            var running = new ArrayList<Future<T>>();
            for (var work : works) {
                running.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get(2, TimeUnit.MINUTES));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * The same work on many threads.
     *
     * @param work of the thread with this number, from 0
     */
    public static <T> List<T> run(int threads, IntFunction<? extends Callable<? extends T>> work) throws Exception {
        return run(IntStream.range(0, threads).mapToObj(work).toList());
    }
}
