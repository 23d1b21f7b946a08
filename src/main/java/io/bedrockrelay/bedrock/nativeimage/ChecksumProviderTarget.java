package io.bedrockrelay.bedrock.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.zip.CRC32C;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.internal.CrcCombineOnMarkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/// The SDK's checksums without the AWS Common Runtime, whose classes are not on the class path. Bedrock asks for none
/// of those that only it can compute.
@SuppressWarnings("DoNotCallSuggester") // What calls these methods is the SDK, and it is compiled already.
@TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
final class ChecksumProviderTarget {

    private ChecksumProviderTarget() {}

    @Substitute
    public static SdkChecksum crc32cImplementation() {
        return new CrcCombineOnMarkChecksum(new CRC32C(), new Crc32cJoin());
    }

    @Substitute
    static SdkChecksum crc64NvmeCrtImplementation() {
        throw new UnsupportedOperationException("CRC64NVME needs the AWS Common Runtime, which the relay leaves out");
    }

    @Substitute
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
        throw new UnsupportedOperationException(
                algorithm.algorithmId() + " needs the AWS Common Runtime, which the relay leaves out");
    }
}
