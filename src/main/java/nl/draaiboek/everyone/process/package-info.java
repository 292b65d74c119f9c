@NullMarked
package nl.draaiboek.everyone.process;

import org.jspecify.annotations.NullMarked;
