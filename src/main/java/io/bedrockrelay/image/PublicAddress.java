package io.bedrockrelay.image;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Which addresses belong to the public Internet. Everything else is refused: what is inside the network must not be
/// reachable by asking the relay for a picture of it.
final class PublicAddress {
    /// What is not public among the IPv4 addresses: IANA's special-purpose registry.
    private static final List<Block> CLOSED_4 = List.of(
            block(8, 0),
            block(8, 10),
            block(10, 100, 64),
            block(8, 127),
            block(16, 169, 254),
            block(12, 172, 16),
            block(24, 192, 0, 0),
            block(24, 192, 0, 2),
            block(24, 192, 88, 99),
            block(16, 192, 168),
            block(15, 198, 18),
            block(24, 198, 51, 100),
            block(24, 203, 0, 113),
            block(4, 224),
            block(4, 240));
    /// Global unicast is all that is public in IPv6 …
    private static final Block GLOBAL_6 = block(3, 0x20);
    /// … without Teredo and its neighbours, documentation, and 6to4, which wraps an IPv4 address.
    private static final List<Block> CLOSED_6 = List.of(
            block(23, 0x20, 0x01, 0),
            block(32, 0x20, 0x01, 0x0d, 0xb8),
            block(16, 0x20, 0x02),
            block(20, 0x3f, 0xff, 0));

    private static final class Block {
        private final byte[] start;
        private final int bits;

        Block(int bits, byte[] start) {
            this.bits = bits;
            this.start = start;
        }

        boolean holds(byte[] address) {
            for (int i = 0; i < bits; i++) {
                int bit = 0x80 >> (i % 8);
                int expected = i / 8 < start.length ? start[i / 8] & bit : 0;
                if ((address[i / 8] & bit) != expected) {
                    return false;
                }
            }
            return true;
        }
    }

    private PublicAddress() {}

    /// NAT64 and IPv4-mapped addresses lie outside of global unicast, so what they wrap need not be looked at.
    static boolean test(InetAddress address) {
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> CLOSED_4.stream().noneMatch(block -> block.holds(bytes));
            case Inet6Address _ -> GLOBAL_6.holds(bytes) && CLOSED_6.stream().noneMatch(block -> block.holds(bytes));
            default -> false;
        };
    }

    private static Block block(int bits, int... start) {
        var bytes = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return new Block(bits, bytes);
    }
}
