package io.bedrockrelay.http.rest;

import org.jspecify.annotations.Nullable;

/// The envelope of every JSON answer of `/api`.
///
/// @param status `success`; failures are written by the relay's dialect
public record Jsend<T>(String status, @Nullable T data) {

    public static <T> Jsend<T> success(T data) {
        return new Jsend<>("success", data);
    }
}
