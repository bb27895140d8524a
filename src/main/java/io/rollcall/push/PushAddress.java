package io.rollcall.push;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/** Where a subscription may make us send something. Its messages never repeat the address, which is a secret. Stateless. */
public final class PushAddress {
    private static final int LONGEST = 2000;

    private PushAddress() {}

    /**
     * The address of a subscription.
     *
     * @param privateAddresses whether http to this machine will do
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static URI of(String text, boolean privateAddresses) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("endpoint is not a valid address at character " + (e.getIndex() + 1));
        }
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || text.length() > LONGEST) {
            throw new IllegalArgumentException("endpoint must be the address of a push service");
        }
        boolean here = privateAddresses && host.matches("(?i)localhost|127\\.0\\.0\\.1");
        if (!"https".equalsIgnoreCase(address.getScheme()) && !(here && "http".equalsIgnoreCase(address.getScheme()))) {
            throw new IllegalArgumentException("endpoint must begin with https://");
        }
        if (!privateAddresses && isPlainlyPrivate(host)) {
            throw new IllegalArgumentException("endpoint must be the public address of a push service");
        }
        return address;
    }

    /** Without asking for the name: what it stands for is judged when it is connected to. */
    private static boolean isPlainlyPrivate(String host) {
        if (!host.matches("[\\d.]+|\\[.*]")) {
            return !host.contains(".") || host.matches("(?i).*\\.(local|internal|localhost)\\.?");
        }
        try {
            return !isPublic(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** False for an address that only this machine or its network can reach. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            boolean shared = first == 100 && (second & 0xc0) == 64;
            boolean benchmark = first == 198 && (second & 0xfe) == 18;
            boolean protocol = first == 192 && second == 0 && bytes[2] == 0;
            return first != 0 && first < 224 && !shared && !benchmark && !protocol;
        }
        // Global unicast is 2000::/3; of that 2002::/16 wraps any IPv4 address.
        return (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02);
    }
}
