/** Reads people and groups of an LDAP server; writes nothing there. */
@NullMarked
package nl.draaiboek.people.ldap;

import org.jspecify.annotations.NullMarked;
