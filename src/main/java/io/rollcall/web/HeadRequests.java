package io.rollcall.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Answers HEAD as GET, without a body (RFC 9110, section 9.3.2): so other monitors and load balancers ask. Stands first. */
public final class HeadRequests implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext context) {
        // Another route cannot be given the parameters, and without them it would answer another question.
        if (context.request().method().equals(HttpMethod.HEAD)
                && context.request().query() == null) {
            context.reroute(HttpMethod.GET, context.request().path());
        } else {
            context.next();
        }
    }
}
