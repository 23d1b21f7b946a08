package io.bedrockrelay.catalogue;

import static io.bedrockrelay.catalogue.Scope.GEOGRAPHIC;
import static io.bedrockrelay.catalogue.Scope.GLOBAL;
import static io.bedrockrelay.catalogue.Scope.IN_REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.catalogue.Narrowing.Contradiction;
import io.bedrockrelay.catalogue.Policy.Geography;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static Policy policy(List<Scope> scopes, String... residency) {
        return new Policy(scopes, List.of(residency), Geography.NARROWEST);
    }

    private static Restriction layer(List<Scope> scopes, String... residency) {
        return new Restriction("the header", scopes, List.of(residency));
    }

    @Test
    void aLayerThatSaysNothingChangesNothing() {
        assertThat(Policy.DEFAULT.narrow(layer(List.of()))).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void aLayerTakesScopesAwayAndMayReorderWhatIsLeft() {
        assertThat(Policy.DEFAULT.narrow(layer(List.of(GLOBAL, GEOGRAPHIC))))
                .isEqualTo(policy(List.of(GLOBAL, GEOGRAPHIC)));
    }

    @Test
    void aLayerNeverWidens() {
        Policy allowed = policy(List.of(GEOGRAPHIC), "eu-*");

        assertThat(allowed.narrow(layer(List.of(GEOGRAPHIC, GLOBAL)))).isEqualTo(allowed);
        assertThat(allowed.narrow(layer(List.of(), "eu-*", "us-east-1"))).isEqualTo(allowed);
    }

    @Test
    void residencyKeepsWhatBothLayersCover() {
        assertThat(policy(List.of(GEOGRAPHIC), "eu-*", "us-east-1")
                        .narrow(layer(List.of(), "eu-west-*", "us-*", "ap-south-1")))
                .isEqualTo(policy(List.of(GEOGRAPHIC), "eu-west-*", "us-east-1"));
    }

    @Test
    void layersThatLeaveNothingContradictEachOtherAndSaySo() {
        Policy allowed = policy(List.of(GEOGRAPHIC, IN_REGION), "eu-*");

        Narrowing scopes = allowed.narrow(layer(List.of(GLOBAL)));
        Narrowing residency = allowed.narrow(layer(List.of(), "us-east-1"));

        assertThat(scopes)
                .isEqualTo(new Contradiction(
                        "the header asks for scope global, but only geographic, in-region is allowed"));
        assertThat(residency)
                .isEqualTo(
                        new Contradiction("the header asks for residency us-east-1, but the data must stay in eu-*"));
    }

    @Test
    void whatCannotBeRankedOrReadIsNoPolicy() {
        assertThatThrownBy(() -> policy(List.of())).hasMessageContaining("at least one scope");
        assertThatThrownBy(() -> policy(List.of(Scope.DIRECT))).hasMessageContaining("not [DIRECT]");
        assertThatThrownBy(() -> policy(List.of(GLOBAL, GLOBAL))).hasMessageContaining("twice");
        assertThatThrownBy(() -> policy(List.of(GLOBAL), "*")).hasMessageContaining("not a Region");
        assertThatThrownBy(() -> policy(List.of(GLOBAL), "eu-*-1")).hasMessageContaining("not a Region");
        assertThatThrownBy(() -> layer(List.of(Scope.APPLICATION))).hasMessageContaining("can be asked for");
    }

    @Test
    void aPrefixDoesNotReachIntoALongerLabel() {
        assertThat(policy(List.of(GEOGRAPHIC), "us-east-1").admits("us-east-10"))
                .isFalse();
        assertThat(policy(List.of(GEOGRAPHIC), "us-east-*").admits("us-east-10"))
                .isTrue();
    }
}
