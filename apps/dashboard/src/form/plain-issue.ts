import type { z } from 'zod';
import { formatNumber } from '../view/format.ts';

/** What a person should enter instead, in words rather than in terms of types. */
export const plainIssue = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') {
    return issue.expected === 'int' ? 'Enter a whole number.' : `Enter a ${issue.expected}.`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'Enter something here.';
    if (issue.origin === 'array')
      return `Enter at least ${formatNumber(Number(issue.minimum))} of them.`;
    return `Enter ${issue.inclusive ? 'at least' : 'more than'} ${formatNumber(Number(issue.minimum))}.`;
  }
  if (issue.code === 'too_big') {
    const limit = formatNumber(Number(issue.maximum));
    if (issue.origin === 'string') return `Enter at most ${limit} characters.`;
    return `Enter ${issue.inclusive ? 'at most' : 'less than'} ${limit}.`;
  }
  return issue.message;
};
