import { type ClientId, type RunEvent, rejections } from '@tributary/protocol';
import { clientName, type Devices } from './client-name.ts';
import type { Tone } from './cohort-rows.ts';
import { countOf, formatBytes, formatEpsilon, formatNumber } from './format.ts';
import { formatScore } from './score.ts';

/** What the reader may want to see alone. */
export type EventGroup = 'run' | 'rounds' | 'updates' | 'losses' | 'presence' | 'time';

export const eventGroups: Readonly<
  Record<EventGroup, { readonly label: string; readonly tone: Tone }>
> = {
  run: { label: 'Run', tone: 'active' },
  rounds: { label: 'Rounds', tone: 'good' },
  updates: { label: 'Updates', tone: 'neutral' },
  losses: { label: 'Refused and declined', tone: 'bad' },
  presence: { label: 'Coming and going', tone: 'warning' },
  time: { label: 'Time', tone: 'neutral' },
};

const groups: Readonly<Record<RunEvent['type'], EventGroup>> = {
  runStarted: 'run',
  runPaused: 'run',
  runResumed: 'run',
  runStopped: 'run',
  coordinatorRestarted: 'run',
  presenceChanged: 'presence',
  updateReceived: 'updates',
  updateRejected: 'losses',
  updateLost: 'losses',
  roundDeclined: 'losses',
  tick: 'time',
  aggregated: 'rounds',
  aggregationFailed: 'rounds',
  evaluated: 'rounds',
};

export const groupOfEvent = ({ type }: RunEvent): EventGroup => groups[type];

/** What happened, in one plain sentence. */
export const eventSentence = (event: RunEvent, devices: Devices): string => {
  switch (event.type) {
    case 'runStarted':
      return 'The run was started.';
    case 'runPaused':
      return 'The run was paused: the open round may end first.';
    case 'runResumed':
      return 'The run was resumed.';
    case 'runStopped':
      return 'The run was stopped.';
    case 'coordinatorRestarted':
      return 'The coordinator restarted; everybody has to connect again.';
    case 'tick':
      return 'The clock was looked at: a deadline or the end of a wait.';
    case 'presenceChanged':
      return presenceSentence(event, devices);
    case 'aggregated':
    case 'aggregationFailed':
    case 'evaluated':
      return roundSentence(event);
    default:
      return clientSentence(event, clientName(devices, event.clientId));
  }
};

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

const clientSentence = (
  event: EventOf<'updateReceived' | 'updateRejected' | 'updateLost' | 'roundDeclined'>,
  name: string,
): string => {
  const { round } = event;
  switch (event.type) {
    case 'updateReceived': {
      const tried = event.attempt > 1 ? `, attempt ${event.attempt}` : '';
      const { numExamples, payloadBytes } = event;
      return `The update of ${name} for round ${round}${tried} came: ${countOf(numExamples, 'example')}, ${formatBytes(payloadBytes)}.`;
    }
    case 'updateRejected':
      return `The update of ${name} for round ${round} was refused. ${rejections[event.code].message}`;
    case 'updateLost':
      return `The update of ${name} for round ${round} was lost in a restart, and asked for again.`;
    case 'roundDeclined':
      return `${name} declined round ${round}: ${event.reason}`;
  }
};

const roundSentence = (
  event: EventOf<'aggregated' | 'aggregationFailed' | 'evaluated'>,
): string => {
  const { round } = event;
  switch (event.type) {
    case 'aggregated': {
      const { excluded = [], privacy } = event;
      const without = excluded.length > 0 ? `, without ${countOf(excluded.length, 'outlier')}` : '';
      const spent = privacy ? ` Privacy spent: ε = ${formatEpsilon(privacy.spent.epsilon)}.` : '';
      return `The updates of round ${round} were put together${without}.${spent}`;
    }
    case 'aggregationFailed':
      return `The updates of round ${round} could not be put together: ${event.reason}`;
    case 'evaluated': {
      const { accuracy, loss } = event;
      return accuracy === null && loss === null
        ? `The model of round ${round} is committed; it was not tested.`
        : `The model of round ${round} is committed: ${accuracy === null ? '' : 'accuracy '}${formatScore({ accuracy, loss })}.`;
    }
  }
};

/** So many are named; the table of clients has them all. */
const MOST_NAMED = 3;

const presenceSentence = (
  { joined, left }: EventOf<'presenceChanged'>,
  devices: Devices,
): string => {
  const came = Object.keys(joined);
  const reasons = new Map<string, ClientId[]>();
  for (const [clientId, reason] of Object.entries(left)) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), clientId]);
  }
  return [
    ...(came.length > 0 ? [`${namesOf(came, { ...devices, ...joined })} joined.`] : []),
    ...[...reasons].map(
      ([reason, clientIds]) => `${namesOf(clientIds, devices)} left: ${leaveWords(reason)}.`,
    ),
  ].join(' ');
};

const namesOf = (clientIds: readonly ClientId[], devices: Devices): string => {
  const named = clientIds.slice(0, MOST_NAMED).map((clientId) => clientName(devices, clientId));
  const more = clientIds.length - named.length;
  return conjunction.format(more > 0 ? [...named, `${formatNumber(more)} more`] : named);
};

const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Socket.IO's words for the end of a connection, as people say it. */
const leaves: Readonly<Record<string, string>> = {
  'transport close': 'the connection was closed',
  'transport error': 'the connection broke',
  'ping timeout': 'it did not answer any more',
  'client namespace disconnect': 'it left by itself',
  'server namespace disconnect': 'the coordinator ended its session',
};

export const leaveWords = (reason: string): string => leaves[reason] ?? reason.replace(/\.$/, '');
