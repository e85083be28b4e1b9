import { reject, rejectionCodes } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { describeProblem } from './describe-problem.ts';

describe('describeProblem', () => {
  it('asks for a new link when the token is bad or old', () => {
    expect(describeProblem(reject('bad-token')).remedy).toBe('paste-link');
    expect(describeProblem(reject('token-expired'))).toMatchObject({
      title: 'This join link has expired',
      remedy: 'paste-link',
    });
  });

  it('reloads the page when the versions differ', () => {
    expect(describeProblem(reject('protocol-version-unsupported')).remedy).toBe('reload');
  });

  it('shows the message of any other code with its detail', () => {
    const { advice, remedy } = describeProblem(reject('internal-error', 'disk full'));
    expect(advice).toMatch(/has logged it.*\(disk full\)/);
    expect(remedy).toBe('try-again');
  });

  it('has a title and advice for every code of the table', () => {
    for (const code of rejectionCodes) {
      const { title, advice } = describeProblem(reject(code));
      expect(title.length, code).toBeGreaterThan(10);
      expect(advice.length, code).toBeGreaterThan(10);
    }
  });
});
