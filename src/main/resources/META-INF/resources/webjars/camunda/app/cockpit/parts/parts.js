/*
 * What the parts of Cockpit have in common. Whatever people typed is put on the page as text and never as markup.
 */
export const EVERY = 10000;

/** Where Draaiboek's own pages begin. */
export const ROOT = new URL('../../../../', import.meta.url).pathname.replace(/\/$/, '');

export function element(name, text, style) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  Object.assign(made.style, style || {});
  return made;
}

/** @param more what is shown beside day, hour and minute */
export function moment(iso, more) {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...more
  }).format(new Date(iso));
}
