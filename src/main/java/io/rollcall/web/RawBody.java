package io.rollcall.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a request holds, byte for byte: a signature is made over that, and a form that was taken apart cannot be put together
 * again. The endpoint needs {@code useBodyHandler: false}.
 */
final class RawBody {
    private RawBody() {}

    /**
     * Waits for the whole body.
     *
     * @param most so many bytes
     * @param patience how long its sender may take
     * @throws IOException when it is longer, or does not come
     */
    static byte[] read(HttpServerRequest request, int most, Duration patience) throws IOException {
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        Buffer bytes = Buffer.buffer();
        request.exceptionHandler(whole::completeExceptionally);
        request.handler(chunk -> {
            if (bytes.length() + chunk.length() > most) {
                whole.completeExceptionally(new IOException("the body is too long"));
            } else {
                bytes.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whole.complete(bytes.getBytes()));
        request.resume();
        try {
            return whole.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the body did not come in time", e);
        } catch (ExecutionException e) {
            throw new IOException("the body is too long or did not come whole", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the body came", e);
        }
    }
}
