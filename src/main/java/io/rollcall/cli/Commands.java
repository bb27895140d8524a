package io.rollcall.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands: those that ask for it are given what they are run with. */
final class Commands implements IFactory {
    private final Environment environment;
    /** One for all, so that an engine is asked once. */
    private final KnownKeys keys;

    Commands(Environment environment) {
        this.environment = environment;
        this.keys = new KnownKeys(environment);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == KnownKeys.class) {
            return type.cast(keys);
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Environment.class) {
                return type.cast(constructor.newInstance(environment));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
