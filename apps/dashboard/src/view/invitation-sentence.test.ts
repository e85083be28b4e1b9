import { expect, it } from 'vitest';
import { formatTime } from './format.ts';
import { invitationSentence } from './invitation-sentence.ts';

it('says whom a link lets in, and until when', () => {
  const expiresAt = Date.UTC(2026, 5, 1, 12);
  const end = formatTime(expiresAt);
  expect(invitationSentence({ label: '', maxUses: null, expiresAt })).toBe(`Valid until ${end}.`);
  expect(invitationSentence({ label: 'Ward 3', maxUses: 1, expiresAt })).toBe(
    `“Ward 3”, valid for 1 device until ${end}.`,
  );
});
