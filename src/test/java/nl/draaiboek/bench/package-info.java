/** How fast it is, beside a limit measured in the same run: {@code mvn -Pbench verify}. */
@NullMarked
package nl.draaiboek.bench;

import org.jspecify.annotations.NullMarked;
