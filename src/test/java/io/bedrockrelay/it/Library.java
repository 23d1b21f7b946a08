package io.bedrockrelay.it;

import io.bedrockrelay.it.matrix.Asked;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// A library of another language that asks the relay, as an argument of a test.
record Library(Client client, boolean streamed) implements Asked {

    /// Each library with each feature that it has, whole and streamed.
    static Stream<Arguments> cells(Stream<Client> clients) {
        return clients.flatMap(client -> Stream.of(Feature.values())
                .filter(Feature::isOfLibraries)
                .flatMap(feature -> Stream.of(false, true)
                        .filter(feature.answers()::holds)
                        .filter(streamed -> client.without(feature, streamed).isEmpty())
                        .map(streamed -> Arguments.of(new Library(client, streamed), feature))));
    }
}
