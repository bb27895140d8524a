package io.rollcall.camel;

import io.rollcall.camel.AccessTokens.Client;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/** Puts an access token on the requests of checks that want one, and a new one, once, when it is refused. Thread-safe. */
final class HttpTokens implements ExecChainHandler {
    private final AccessTokens tokens;
    private final CloseableHttpClient http;

    /** @param http for the token server; it shares its connections with the checks */
    HttpTokens(AccessTokens tokens, CloseableHttpClient http) {
        this.tokens = tokens;
        this.http = http;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpCall call = HttpCall.of(scope.clientContext);
        Client client = Client.of(call.check.integration());
        if (client == null) {
            return chain.proceed(request, scope);
        }
        String token = tokens.token(client, call, http);
        ClassicHttpResponse response = send(request, token, scope, chain);
        if (response.getCode() != HttpStatus.SC_UNAUTHORIZED) {
            return response;
        }
        response.close();
        tokens.refused(client, token);
        return send(request, tokens.token(client, call, http), scope, chain);
    }

    private static ClassicHttpResponse send(
            ClassicHttpRequest request, String token, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpCall.of(scope.clientContext).goOn();
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return chain.proceed(request, scope);
    }
}
