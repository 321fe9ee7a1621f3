/** What the packages of this module share. It is not part of the API and changes without notice. */
@NullMarked
package io.github.emotions4j.modelfolder.internal;

import org.jspecify.annotations.NullMarked;
