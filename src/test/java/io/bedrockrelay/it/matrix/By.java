package io.bedrockrelay.it.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// The client that a class of tests asks with. Where it reaches Claude by another way than other models, a test's
/// argument `model` tells which it was; a test without one shows both.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Recorder.class)
public @interface By {
    Client value();

    /// For models other than Claude; none of its own by default.
    Client[] others() default {};
}
