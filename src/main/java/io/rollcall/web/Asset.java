package io.rollcall.web;

import io.vertx.core.buffer.Buffer;

/**
 * One file that pages are made of.
 *
 * @param type its media type
 * @param plain as it is
 * @param gzipped the same compressed once for all, or {@code plain} where that saves nothing
 */
record Asset(String type, Buffer plain, Buffer gzipped) {
    boolean shrinks() {
        return gzipped != plain;
    }
}
