import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What Linux counts of a process, from /proc. */
final class ProcessFigures {
    /** The kernel shows times in hundredths of a second on every platform that Java runs on. */
    private static final double TICKS = 100;

    private ProcessFigures() {}

    /** Processor seconds of a process, its threads included. */
    static double seconds(ProcessHandle process) throws IOException {
        String[] fields = fields(process.pid());
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** The same of a process and all below it, those that have ended included. */
    static double secondsOfTree(ProcessHandle process) throws IOException {
        String[] fields = fields(process.pid());
        double seconds = seconds(process) + (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
        for (ProcessHandle child : process.children().toList()) {
            try {
                seconds += secondsOfTree(child);
            } catch (NoSuchFileException e) {
                // ended just now: the next look finds its time with its parent's
            }
        }
        return seconds;
    }

    /** Memory of a process in main memory, in megabytes: the value of VmRSS, now, or VmHWM, at most. */
    static double megabytes(ProcessHandle process, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** The fields from the third on: the second is the program's name, which may hold spaces. */
    private static String[] fields(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
