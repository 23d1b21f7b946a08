package io.bedrockrelay.catalogue.view;

/// Which entries of a Region are shown to whoever asks: what is not shown looks as if Bedrock did not have it.
public interface Shown {
    Shown ALL = new Shown() {
        @Override
        public boolean model(String region, ModelView model) {
            return true;
        }

        @Override
        public boolean profile(String region, ProfileView profile) {
            return true;
        }
    };

    boolean model(String region, ModelView model);

    boolean profile(String region, ProfileView profile);

    /// What of a check's result is shown.
    default Check check(Check check) {
        return check;
    }
}
