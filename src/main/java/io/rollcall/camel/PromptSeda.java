package io.rollcall.camel;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * Camel's {@code seda:}, which begins and stops at once. Camel's own looks whether to begin or to stop each time that it has
 * waited for a message in vain, one queue after the other, which adds up to seconds.
 */
public final class PromptSeda extends SedaComponent {
    /** How often a consumer looks whether Camel has started. */
    private static final int STARTING_MILLIS = 20;

    public PromptSeda() {
        setDefaultQueueFactory(new BlockingQueueFactory<>() {
            @Override
            public BlockingQueue<Exchange> create() {
                return create(Integer.MAX_VALUE);
            }

            @Override
            public BlockingQueue<Exchange> create(int capacity) {
                return new Queue(capacity);
            }
        });
    }

    @Override
    protected SedaEndpoint createEndpoint(
            String uri, Component component, BlockingQueueFactory<Exchange> factory, int consumers) {
        return new SedaEndpoint(uri, component, factory, consumers) {
            @Override
            protected SedaConsumer createNewConsumer(Processor processor) {
                return new PromptConsumer(this, processor);
            }
        };
    }

    /** Begins once Camel has started, and wakes its threads when it is to stop: they work off what still waits. */
    private static final class PromptConsumer extends SedaConsumer {
        PromptConsumer(SedaEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void doRun() {
            try {
                while (getEndpoint().getCamelContext().getStatus().isStarting()) {
                    TimeUnit.MILLISECONDS.sleep(STARTING_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.doRun();
        }

        @Override
        public void prepareShutdown(boolean suspendOnly, boolean forced) {
            boolean waking = !suspendOnly && getEndpoint().getQueue() instanceof Queue;
            if (waking) {
                ((Queue) getEndpoint().getQueue()).wake(true);
            }
            super.prepareShutdown(suspendOnly, forced);
            if (waking) {
                ((Queue) getEndpoint().getQueue()).wake(false);
            }
        }
    }

    /** A queue whose waiting readers can be woken; while it is awake, nobody waits for a message. */
    private static final class Queue extends LinkedBlockingQueue<Exchange> {
        private static final long serialVersionUID = 1L;

        private final transient Set<Thread> waiting = new HashSet<>();
        private transient boolean awake;

        Queue(int capacity) {
            super(capacity);
        }

        void wake(boolean on) {
            synchronized (waiting) {
                awake = on;
                if (on) {
                    waiting.forEach(Thread::interrupt);
                }
            }
        }

        @Override
        public Exchange poll(long timeout, TimeUnit unit) throws InterruptedException {
            synchronized (waiting) {
                if (awake) {
                    return super.poll();
                }
                waiting.add(Thread.currentThread());
            }
            try {
                return super.poll(timeout, unit);
            } catch (InterruptedException e) {
                if (isAwake()) {
                    return super.poll();
                }
                throw e;
            } finally {
                leave();
            }
        }

        private boolean isAwake() {
            synchronized (waiting) {
                return awake;
            }
        }

        /** A call to wake up that came too late must not interrupt what the reader does next. */
        private void leave() {
            synchronized (waiting) {
                waiting.remove(Thread.currentThread());
                if (awake) {
                    Thread.interrupted();
                }
            }
        }
    }
}
