/// What people and clients see of the catalogue. Component names of the records are the JSON names of the API; what is
/// null is left out of an answer.
@NullMarked
package io.bedrockrelay.catalogue.view;

import org.jspecify.annotations.NullMarked;
