package io.bedrockrelay.bedrock.nativeimage;

import software.amazon.awssdk.checksums.internal.CrcCombineFunction;
import software.amazon.awssdk.checksums.internal.SdkCrc32CChecksum;

/// How the checksums of two halves become that of the whole. A class, since a lambda inside a substitution would be a
/// method that its target does not have.
final class Crc32cJoin implements CrcCombineFunction {

    @Override
    public long combine(long first, long second, long secondLength) {
        return SdkCrc32CChecksum.combine(first, second, secondLength);
    }
}
