package io.rollcall.probe;

import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;

/** The key store that {@link io.rollcall.Certificates} makes, for servers that read it themselves. */
final class Keys {
    private Keys() {}

    static PfxOptions in(Path folder) {
        return new PfxOptions()
                .setPath(folder.resolve("keys.p12").toString())
                .setPassword("changeit")
                .setAlias("own");
    }
}
