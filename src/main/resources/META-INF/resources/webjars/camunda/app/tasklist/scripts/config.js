/* Tasklist as responders see it; the rest is as delivered. */
export default {
  app: { name: 'Tasklist', vendor: 'Draaiboek' },
  // On each card: code, severity and title of the incident. Beside the button: which answers are missing. Half-filled forms are kept
  // while one looks elsewhere. Beside each list: how much waits.
  customScripts: ['incident/incident', 'answers/answers', 'drafts/drafts', 'waiting/waiting'],
  // One language with the forms and the diagrams, whatever the browser prefers.
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
