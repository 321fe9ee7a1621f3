package io.github.emotions4j.benchmarks.peers;

import java.util.List;

/**
 * One run of the command line over a file.
 *
 * @param texts how many lines the file had
 * @param seconds from the start of the process to its end
 * @param microsecondsPerText between the first results and the last, so without the start
 * @param residentMb memory, every second, in units of 10^6 bytes
 * @param peakResidentMb the most it ever had
 */
record ScaleRun(
        long texts, double seconds, double microsecondsPerText, List<Double> residentMb, double peakResidentMb) {

    ScaleRun {
        residentMb = List.copyOf(residentMb);
    }

    /** How much memory it took on after its first minute; zero when it ended before. */
    double growthAfterFirstMinuteMb() {
        int minute = 60;
        return residentMb.size() <= minute ? 0 : residentMb.get(residentMb.size() - 1) - residentMb.get(minute);
    }
}
