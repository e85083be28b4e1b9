/** How numbers and times are written: as the person's browser does it, while the words are English. */
export const locale = typeof document === 'undefined' ? 'en-GB' : navigator.language;
