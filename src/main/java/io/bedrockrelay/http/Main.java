package io.bedrockrelay.http;

import io.bedrockrelay.access.keys.KeyCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.SecureRandom;
import java.util.Arrays;

/// Serves; or, as `make-key`, makes a relay key and ends without starting anything.
@QuarkusMain
public class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("make-key")) {
            var rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(KeyCommand.run(rest, System.out, System.err, new SecureRandom()));
        }
        Quarkus.run(args);
    }
}
