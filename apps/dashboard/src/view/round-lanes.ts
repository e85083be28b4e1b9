import {
  type ClientId,
  type LoggedEvent,
  type RejectionCode,
  type RunEvent,
  rejections,
} from '@tributary/protocol';
import type { Ending } from './round-story.ts';

/** One member of the cohort in an attempt. */
export interface Lane {
  readonly clientId: ClientId;
  /** When its update came; null where none did. */
  readonly arrival: Arrival | null;
  /** Why no update of it counts; null where one does, or may still come. */
  readonly loss: Loss | null;
}

export interface Arrival {
  readonly at: number;
  readonly trainMs: number;
  /** Null where it was not measured. */
  readonly uploadMs: number | null;
}

export type LossKind = 'declined' | 'left' | 'refused' | 'left-out' | 'late' | 'not-waited-for';

export interface Loss {
  readonly kind: LossKind;
  /** Null where it is not an event but the end of the attempt. */
  readonly at: number | null;
  /** In plain words, without a full stop where it is the client's own. */
  readonly why: string;
}

interface Course {
  readonly attempt: number;
  readonly ending: Ending | null;
  /** The events while the attempt was open. */
  readonly during: readonly LoggedEvent[];
  /** Those behind it, until the round was committed. */
  readonly after: readonly LoggedEvent[];
}

type Change = readonly [ClientId, Partial<Lane> & { readonly digest?: string }];

/** What became of each member of a cohort, as the events of the attempt tell. */
export const lanesOf = (clientIds: readonly ClientId[], course: Course): Lane[] => {
  const lanes = new Map<ClientId, Lane & { readonly digest?: string }>();
  for (const clientId of clientIds) lanes.set(clientId, { clientId, arrival: null, loss: null });
  const apply = (changes: readonly Change[]) => {
    for (const [clientId, change] of changes) {
      const lane = lanes.get(clientId);
      // What has come has come; only a loss of the update itself takes it away.
      if (lane && (lane.arrival === null || 'arrival' in change)) {
        lanes.set(clientId, { ...lane, ...change });
      }
    }
  };
  for (const logged of course.during) apply(changesIn(logged, course.attempt, clientIds));
  const codes = new Map(course.after.flatMap(({ event }) => excludedIn(event, course.attempt)));
  return [...lanes.values()]
    .sort((a, b) => (a.clientId < b.clientId ? -1 : 1))
    .map(({ digest, ...lane }) => {
      const code = digest === undefined ? undefined : codes.get(digest);
      if (code !== undefined) return { ...lane, loss: refusal('left-out', null, code) };
      return lane.arrival === null && lane.loss === null ? { ...lane, loss: missed(course) } : lane;
    });
};

const changesIn = (
  { at, event }: LoggedEvent,
  attempt: number,
  clientIds: readonly ClientId[],
): Change[] => {
  switch (event.type) {
    case 'updateReceived': {
      if (event.attempt !== attempt) return [];
      const { clientId, digest, uploadMs = null, metrics } = event;
      const arrival: Arrival = { at, trainMs: metrics.trainMs, uploadMs };
      return [[clientId, { arrival, loss: null, digest }]];
    }
    case 'updateLost':
      return event.attempt === attempt ? [[event.clientId, { arrival: null }]] : [];
    case 'updateRejected':
      return [[event.clientId, { loss: refusal('refused', at, event.code) }]];
    case 'roundDeclined':
      return [[event.clientId, { loss: { kind: 'declined', at, why: event.reason } }]];
    case 'presenceChanged':
      return [
        ...Object.entries(event.left).map(
          ([clientId, why]): Change => [clientId, { loss: { kind: 'left', at, why } }],
        ),
        ...Object.keys(event.joined).map((clientId): Change => [clientId, { loss: null }]),
      ];
    case 'coordinatorRestarted':
      return clientIds.map((clientId) => [
        clientId,
        { loss: { kind: 'left', at, why: 'the coordinator restarted' } },
      ]);
    default:
      return [];
  }
};

const excludedIn = (event: RunEvent, attempt: number): (readonly [string, RejectionCode])[] =>
  event.type === 'aggregated' && event.attempt === attempt
    ? (event.excluded ?? []).map(({ digest, code }) => [digest, code])
    : [];

const refusal = (kind: LossKind, at: number | null, code: RejectionCode): Loss => ({
  ...{ kind, at },
  why: rejections[code].message,
});

/** Who had not reported when the attempt closed; null while it is open. */
const missed = ({ ending }: Course): Loss | null => {
  switch (ending) {
    case null:
      return null;
    case 'as-many-as-wanted':
      return {
        ...{ kind: 'not-waited-for', at: null },
        why: 'Enough others had reported; nobody waited any longer.',
      };
    case 'stopped':
      return { kind: 'not-waited-for', at: null, why: 'The run was stopped.' };
    default:
      return { kind: 'late', at: null, why: 'It had not reported when the round closed.' };
  }
};
