/* Cockpit as managers see it. All other settings are Camunda's own. */
export default {
  // The record of the incident, as a tab on each of its process instances; what runs, on the first page.
  customScripts: ['record/record', 'running/running'],
  app: { name: 'Cockpit', vendor: 'Draaiboek' },
  disableWelcomeMessage: true,
  // Cancelling an instance here lets our listeners run: they take back what was still to be sent.
  skipCustomListeners: {
    default: false,
    hidden: true
  },
  locales: {
    availableLocales: ['en'],
    fallbackLocale: 'en'
  }
};
