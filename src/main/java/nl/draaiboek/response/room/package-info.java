/**
 * The room of a team: made in the chat system, kept up with what happens, and kept itself. Works without a
 * chat system too: then whoever leads says where the team meets.
 */
@NullMarked
package nl.draaiboek.response.room;

import org.jspecify.annotations.NullMarked;
