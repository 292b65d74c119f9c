/* Admin as delivered, under our name. */
export default {
  app: { name: 'Admin', vendor: 'Draaiboek' },
  disableWelcomeMessage: true,
  locales: { availableLocales: ['en'], fallbackLocale: 'en' }
};
