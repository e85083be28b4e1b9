/** The coordinator says what this page does not know: it has been renewed since the page was loaded. */
export class OutdatedPageError extends Error {
  constructor(cause: unknown) {
    super('The coordinator has said something that this page does not know. Reload it to go on.', {
      cause,
    });
    this.name = 'OutdatedPageError';
  }
}
