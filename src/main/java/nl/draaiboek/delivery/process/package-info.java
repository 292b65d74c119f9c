/** What the engine calls when a token reaches or leaves a service task that sends, and what completes that task. */
@NullMarked
package nl.draaiboek.delivery.process;

import org.jspecify.annotations.NullMarked;
