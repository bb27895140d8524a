package io.rollcall.camel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Brings routes to rest before they are stopped: the timers pause, and what is on its way arrives. Camel's own stop does the
 * same, but looks only once a second whether it is done.
 */
public final class Standstill {
    /** Whatever takes longer, such as a check of something that hangs, is left to Camel's stop and its patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LOOK_MILLIS = 10;

    private Standstill() {}

    /** Returns once nothing is on its way, or after some seconds. */
    public static void of(CamelContext context) {
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof TimerConsumer timer) {
                ServiceHelper.suspendService(timer);
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (moves(context) && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean moves(CamelContext context) {
        return context.getInflightRepository().size() > 0
                || context.getRoutes().stream().anyMatch(route -> waiting(route) > 0);
    }

    /** What waits before a route, or inside it to be aggregated. */
    private static int waiting(Route route) {
        int waiting = 0;
        for (Service service : route.getServices()) {
            for (Service child : ServiceHelper.getChildServices(service)) {
                waiting += child instanceof ShutdownAware aware ? aware.getPendingExchangesSize() : 0;
            }
        }
        return waiting;
    }
}
