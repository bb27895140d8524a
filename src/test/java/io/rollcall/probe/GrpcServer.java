package io.rollcall.probe;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** A real gRPC server, with grpc-java's own health service or without, for whoever says that his token is "right". */
public final class GrpcServer implements AutoCloseable {
    private static final Metadata.Key<String> LOGIN =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final HealthStatusManager health = new HealthStatusManager();
    private final Server server;

    private GrpcServer(boolean withHealth, @Nullable Status always, @Nullable Path keys) throws Exception {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        if (withHealth) {
            BindableService service = health.getHealthService();
            builder.addService(service);
        }
        if (keys != null) {
            builder.sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(keys(keys)))
                    .build());
        }
        this.server = builder.intercept(new Door(always)).build().start();
    }

    /** Lets in who has the right login; or answers everyone with one status, or with null does not answer. */
    private record Door(@Nullable Status always) implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            if (always == Status.CANCELLED) {
                return new ServerCall.Listener<>() {};
            }
            boolean known = "Bearer right".equals(headers.get(LOGIN));
            Status refusal = known ? always : Status.UNAUTHENTICATED.withDescription("a token, please");
            if (refusal != null) {
                call.close(refusal, new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return next.startCall(call, headers);
        }
    }

    public static GrpcServer plain() throws Exception {
        return new GrpcServer(true, null, null);
    }

    static GrpcServer withoutHealth() throws Exception {
        return new GrpcServer(false, null, null);
    }

    /** Answers every call with that status; CANCELLED stands for no answer at all. */
    static GrpcServer answering(Status always) throws Exception {
        return new GrpcServer(true, always, null);
    }

    /** With the keys that {@link io.rollcall.Certificates} made in that folder. */
    static GrpcServer secured(Path folder) throws Exception {
        return new GrpcServer(true, null, folder.resolve("keys.p12"));
    }

    public void says(String service, ServingStatus status) {
        health.setStatus(service, status);
    }

    public int port() {
        return server.getPort();
    }

    private static KeyManagerFactory keys(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        store.deleteEntry("authority");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "changeit".toCharArray());
        return factory;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
