import { describeRejection, type Rejection, rejections } from '@tributary/protocol';

/** What the person can do about it, as one button or field. */
type Remedy = 'paste-link' | 'reload' | 'try-again';

export interface Problem {
  readonly title: string;
  readonly advice: string;
  readonly remedy: Remedy;
}

const askForLink = 'Ask whoever invited you for a new link, and paste it here.';

/** @returns what a refusal means for a person, and what to do next. */
export const describeProblem = (refusal: Rejection): Problem => {
  switch (refusal.code) {
    case 'bad-token':
      return { title: 'This join link does not work', advice: askForLink, remedy: 'paste-link' };
    case 'token-expired':
      return { title: 'This join link has expired', advice: askForLink, remedy: 'paste-link' };
    case 'protocol-version-unsupported':
      return {
        title: 'This page is older or newer than the coordinator',
        advice: 'Reload the page. If that does not help, tell whoever invited you.',
        remedy: 'reload',
      };
    case 'too-many-requests':
      return {
        title: 'Too many attempts in a short time',
        advice: 'Wait a minute, then try again.',
        remedy: 'try-again',
      };
    default:
      return {
        title: 'The coordinator refused this device',
        advice: describeRejection(refusal),
        remedy: rejections[refusal.code].retry === 'never' ? 'reload' : 'try-again',
      };
  }
};

/** The page could not load the part that trains. */
export const brokenPage: Problem = {
  title: 'The page could not be loaded completely',
  advice: 'The coordinator may be away or newer than this page. Check the connection and reload.',
  remedy: 'reload',
};
