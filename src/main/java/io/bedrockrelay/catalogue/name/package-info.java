/// The names by which a Region's models and profiles can be asked for, and how alike two names are.
@NullMarked
package io.bedrockrelay.catalogue.name;

import org.jspecify.annotations.NullMarked;
