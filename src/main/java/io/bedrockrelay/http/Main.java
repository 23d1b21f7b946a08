package io.bedrockrelay.http;

import io.bedrockrelay.access.keys.KeyCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// Serves; or, as `make-key`, makes a relay key and ends without starting anything.
@QuarkusMain
public class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("make-key")) {
            var rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(KeyCommand.run(rest, System.out, System.err, new SecureRandom()));
        }
        var problem = TemporaryFolder.problem();
        if (problem != null) {
            System.err.println(StartupCheck.text(List.of(problem)));
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
