package io.rollcall.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Knows no more of FTP than RFC 959 and MDTM: one file, listed with the time of another zone. */
final class OldFtpServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    private final ServerSocket data = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final String time;

    OldFtpServer(String time) throws IOException {
        this.time = time;
        thread.execute(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            say(out, "220 old");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(line, out);
            }
        } catch (IOException gone) {
            // The client is through.
        }
    }

    private void answer(String line, OutputStream out) throws IOException {
        switch (line.split(" ")[0]) {
            case "USER" -> say(out, "331 password?");
            case "PASS" -> say(out, "230 welcome");
            case "CWD" -> say(out, "250 there");
            case "SYST" -> say(out, "215 UNIX Type: L8");
            case "PASV" -> {
                int port = data.getLocalPort();
                say(out, "227 ok (127,0,0,1," + port / 256 + "," + port % 256 + ")");
            }
            case "LIST" -> {
                say(out, "150 here");
                try (Socket listing = data.accept()) {
                    say(listing.getOutputStream(), "-rw-r--r-- 1 u g 12 Jan  1  2020 a.csv");
                }
                say(out, "226 done");
            }
            case "MDTM" -> say(out, "213 " + time);
            case "QUIT" -> say(out, "221 bye");
            default -> say(out, "502 unknown");
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
        data.close();
        thread.shutdownNow();
    }
}
