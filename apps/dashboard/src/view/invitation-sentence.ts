import type { Invitation } from '../api/clients.ts';
import { countOf, formatTime } from './format.ts';

/** Whom a join link lets in and until when. */
export const invitationSentence = ({
  label,
  maxUses,
  expiresAt,
}: Pick<Invitation, 'label' | 'maxUses' | 'expiresAt'>): string => {
  const what = label === '' ? 'Valid' : `“${label}”, valid`;
  const whom = maxUses === null ? '' : ` for ${countOf(maxUses, 'device')}`;
  return `${what}${whom} until ${formatTime(expiresAt)}.`;
};
