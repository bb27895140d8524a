import java.io.IOException;

/**
 * What had been used and done at a moment.
 *
 * @param seconds since the engine's start
 * @param engine processor seconds of the engine
 * @param database processor seconds of the database
 * @param checks calls that reached the target
 */
record Sample(double seconds, double engine, double database, long checks) {
    static Sample take(Engine engine, long checks) throws IOException {
        return new Sample(
                engine.seconds(),
                ProcessFigures.seconds(engine.handle()),
                ProcessFigures.secondsOfTree(engine.database()),
                checks);
    }
}
