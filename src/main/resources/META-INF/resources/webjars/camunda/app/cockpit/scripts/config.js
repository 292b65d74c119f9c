/* Cockpit as managers see it. All other settings are Camunda's own. */
export default {
  // The record of the incident, as a tab on each of its process instances.
  customScripts: ['record/record'],
  // Cancelling an instance here lets our listeners run: they take back what was still to be sent.
  skipCustomListeners: {
    default: false,
    hidden: true
  },
  locales: {
    availableLocales: ['en', 'de'],
    fallbackLocale: 'en'
  }
};
