/// JSON schemas of tools and answers, brought into the form that a model takes.
@NullMarked
package io.bedrockrelay.fit.schema;

import org.jspecify.annotations.NullMarked;
