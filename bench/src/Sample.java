import java.io.IOException;

/**
 * What had been used and done at a moment.
 *
 * @param seconds since the engine's start
 * @param engine processor seconds of the engine
 * @param database processor seconds of the database
 * @param count checks that the engine had counted
 */
record Sample(double seconds, double engine, double database, Count count) {

    /** To count costs the engine time that is not the checks': so it is done before a measurement begins and after it ends. */
    record Count(double seconds, double checks) {
        static Count take(Engine engine) throws IOException, InterruptedException {
            double checks = engine.metric("rollcall_check_duration_seconds_count");
            return new Count(engine.seconds(), checks);
        }

        double perSecond(Count later) {
            return (later.checks - checks) / (later.seconds - seconds);
        }
    }

    static Sample first(Engine engine) throws IOException, InterruptedException {
        Count count = Count.take(engine);
        return of(engine, count);
    }

    static Sample last(Engine engine) throws IOException, InterruptedException {
        Sample used = of(engine, new Count(0, 0));
        return new Sample(used.seconds, used.engine, used.database, Count.take(engine));
    }

    private static Sample of(Engine engine, Count count) throws IOException {
        return new Sample(
                engine.seconds(),
                ProcessFigures.seconds(engine.handle()),
                ProcessFigures.secondsOfTree(engine.database()),
                count);
    }
}
