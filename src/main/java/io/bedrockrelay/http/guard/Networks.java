package io.bedrockrelay.http.guard;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Networks in CIDR notation and single addresses, IPv4 and IPv6. Names are never looked up. Immutable.
public final class Networks {
    private final List<Network> all;

    @SuppressWarnings("ArrayRecordComponent") // Made here, shown to nobody.
    private record Network(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private Networks(List<Network> all) {
        this.all = List.copyOf(all);
    }

    /// Those of the texts that are networks.
    public static Networks of(List<String> texts) {
        var all = new ArrayList<Network>();
        for (var text : texts) {
            var network = parse(text.strip());
            if (network != null) {
                all.add(network);
            }
        }
        return new Networks(all);
    }

    static boolean isNetwork(String text) {
        return parse(text.strip()) != null;
    }

    public static boolean isAddress(String text) {
        return bytes(text) != null;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public boolean contains(String address) {
        var bytes = bytes(address);
        return bytes != null && all.stream().anyMatch(network -> network.contains(bytes));
    }

    private static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        var address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        if (slash < 0) {
            return new Network(address, address.length * 8);
        }
        var bits = text.substring(slash + 1);
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= address.length * 8
                ? new Network(address, Integer.parseInt(bits))
                : null;
    }

    /// IPv4 within IPv6 counts as IPv4.
    private static byte @Nullable [] bytes(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes).getAddress();
        } catch (UnknownHostException impossible) {
            return null;
        }
    }
}
