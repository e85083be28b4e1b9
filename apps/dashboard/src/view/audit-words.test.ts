import { describe, expect, it } from 'vitest';
import { auditActor, auditWords } from './audit-words.ts';

describe('auditWords', () => {
  it.each([
    ['POST /api/runs/:runId/:action', '/api/runs/abcdefghij/stop', 'Stopped a run', 'abcdefgh'],
    ['POST /api/runs', '/api/runs/abcd', 'Created a run', 'abcd'],
    ['DELETE /api/join-tokens/:id', '/api/join-tokens/tok1', 'Revoked a join link', 'tok1'],
    ['POST /api/session', '/api/session', 'Signed in', ''],
    ['PUT /api/novelty', '/api/novelty', 'PUT /api/novelty', ''],
  ])('%s', (action, target, deed, object) => {
    expect(auditWords({ action, target })).toEqual({ deed, object });
  });
});

describe('auditActor', () => {
  it('names the role and the session', () => {
    expect(auditActor({ role: 'admin', actor: 'x7Hq2_aa' })).toBe('Admin x7Hq2_aa');
    expect(auditActor({ role: 'viewer', actor: 'token' })).toBe('Viewer, by token');
    expect(auditActor({ role: 'none', actor: 'sign-in' })).toBe('Somebody');
  });
});
