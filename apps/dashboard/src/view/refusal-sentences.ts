import { type ClientId, type RejectionCode, rejections } from '@tributary/protocol';
import { clientName, compareNames, type Devices } from './client-name.ts';
import { formatNumber } from './format.ts';
import type { Refusal } from './refusals.ts';

/**
 * Why updates were refused and whose they were, the most frequent reason first: "16 times, from edge 3,
 * edge 7 and edge 9: The update moves …".
 *
 * @param maxNamed how many clients a sentence names; it counts the others
 */
export const refusalSentences = (
  refused: readonly Refusal[],
  devices: Devices,
  maxNamed = Number.POSITIVE_INFINITY,
): string[] => {
  const byCode = new Map<RejectionCode, ClientId[]>();
  for (const { code, clientId } of refused) {
    const clientIds = byCode.get(code);
    if (clientIds) clientIds.push(clientId);
    else byCode.set(code, [clientId]);
  }
  return [...byCode]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(
      ([code, clientIds]) =>
        `${timesOf(clientIds.length)}, from ${shorten(namesOf(clientIds, devices), maxNamed)}: ${rejections[code].message}`,
    );
};

const timesOf = (count: number): string => (count === 1 ? 'Once' : `${formatNumber(count)} times`);

/** What the clients are called, those refused most often first. */
const namesOf = (clientIds: readonly ClientId[], devices: Devices): string[] => {
  const counts = new Map<ClientId, number>();
  for (const clientId of clientIds) counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
  return [...counts]
    .map(([clientId, count]) => ({ name: clientName(devices, clientId), count }))
    .sort((a, b) => b.count - a.count || compareNames(a.name, b.name))
    .map(({ name }) => name);
};

/** "edge 3, edge 7, edge 9 and 4 more". */
const shorten = (names: readonly string[], maxNamed: number): string => {
  const more = names.length - maxNamed;
  return conjunction.format(
    more > 0 ? [...names.slice(0, maxNamed), `${formatNumber(more)} more`] : names,
  );
};

const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });
