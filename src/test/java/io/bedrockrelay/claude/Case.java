package io.bedrockrelay.claude;

/// One of the numbered cases, in a row of a table.
///
/// @param number from 1 on; several rows may show one case in several ways
/// @param name the case in words
record Case(int number, String name, Check check) {

    /// Does what the case is about, and throws where it comes out otherwise.
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    @Override
    public String toString() {
        return number + " " + name;
    }
}
