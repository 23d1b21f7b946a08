package io.bedrockrelay.it.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a test shows if it passes. Arguments of a test say it more precisely: one of type `Feature`, one of type
/// `Asked`, and a boolean `streamed`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Shows {
    Feature[] value() default {};

    /// For tests that do not get it as an argument.
    Answers answers() default Answers.WHOLE;
}
