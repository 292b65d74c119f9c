/** The program in JVMs of their own, killed with {@code -9} where it hurts most. */
@org.jspecify.annotations.NullMarked
package nl.draaiboek.crash;
