/**
 * The channel {@code chat}: a room per incident and direct messages, in Slack, Mattermost or Matrix. All
 * three behind {@link nl.draaiboek.delivery.chat.ChatSystem}.
 */
@NullMarked
package nl.draaiboek.delivery.chat;

import org.jspecify.annotations.NullMarked;
