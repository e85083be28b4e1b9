import {
  type ClientId,
  type Device,
  type Digest,
  isEnded,
  type PrivacySpent,
  type RejectionCode,
  type RunStatus,
  type UpdateMetrics,
} from '@tributary/protocol';

/** What a round leads to: a global model, and all that goes with it. */
export interface GlobalModel {
  /** The model that is tested and handed out. */
  readonly checkpoint: Digest;
  /** Where clients start: the checkpoint itself, unless the strategy hands out an average of models. */
  readonly iterate: Digest;
  /** What clients download: the iterate itself, unless it is encoded or something comes with it. */
  readonly broadcast: Digest;
  /** The server optimizer's vectors; null where it keeps none. */
  readonly optimizerState: Digest | null;
  /** The clipping norm of the next round, where it adapts; null where the config's is used. */
  readonly clipNorm: number | null;
}

/** Of `RunState` as it is kept between two starts. To be raised with every change of its shape or of what it means. */
export const RUN_STATE_FORMAT = 3;

/** The whole state of a run: plain data, a pure function of its log. Times are Unix ms. */
export interface RunState {
  readonly status: RunStatus;
  /** Why the run paused or failed by itself; null otherwise. */
  readonly statusReason: string | null;
  /** The round being worked on or waited for; counts from 1. */
  readonly round: number;
  /** How often this round has been tried; counts from 1. */
  readonly attempt: number;
  /** How often a round has been opened in all: so many updates may a client have sent. */
  readonly openings: number;
  /** The last committed global model; null until the run is started. */
  readonly model: GlobalModel | null;
  /** Decides who is drawn where nobody may know it beforehand; null where anyone may. */
  readonly samplingKey: readonly number[] | null;
  readonly phase: Phase;
  /** What outlives the rounds of an asynchronous run; null where a cohort is awaited. */
  readonly flight: Flight | null;
  /** Who was there before a restart: until then no cohort is drawn without them. Null where there was none. */
  readonly returning: { readonly until: number; readonly clientIds: readonly ClientId[] } | null;
  /** The clients that are connected and may be selected, by id. */
  readonly clients: Readonly<Record<ClientId, RunClient>>;
  /** Everyone who has been in the cohort of a committed round, with its last update that counted. */
  readonly participants: Readonly<Record<ClientId, CountedUpdate | null>>;
  /** The committed rounds, oldest first. Nothing is decided by the cohorts in it: see `forgetCohorts`. */
  readonly history: readonly RoundRecord[];
}

/** An update that counted in a committed round. */
export interface CountedUpdate {
  /** Of the plan that it answered; in an asynchronous run not the one in which it counted. */
  readonly round: number;
  readonly digest: Digest;
}

export interface RunClient {
  readonly device: Device;
  readonly joinedAt: number;
}

/** Clients that work each on the newest model that there was when they got their plan. */
export interface Flight {
  /** So many updates close a round. */
  readonly bufferSize: number;
  /** Whether deltas are reckoned from the weights of the moment: see `rebaseDelta`. */
  readonly rebased: boolean;
  /** Until then whoever is away counts as coming back: after a restart all have to reconnect first. */
  readonly holdUntil: number;
  /** Those at work and those whose update is in the buffer, by id. */
  readonly members: Readonly<Record<ClientId, FlightMember>>;
}

export interface FlightMember {
  readonly plan: SentPlan;
  readonly member: CohortMember;
}

/** What a client was told to do, so that it can be told again. */
export interface SentPlan {
  readonly round: number;
  readonly attempt: number;
  /** What it downloads. */
  readonly checkpoint: Digest;
  readonly sentAt: number;
}

export type Phase =
  | IdlePhase
  | WaitingPhase
  | ReportingPhase
  | BufferingPhase
  | AggregatingPhase
  | EvaluatingPhase;

/** Nothing to do: not started, paused or ended. */
export interface IdlePhase {
  readonly name: 'idle';
}

/** Until enough clients are connected for a cohort. */
export interface WaitingPhase {
  readonly name: 'waiting';
  readonly since: number;
}

/** The cohort trains and reports. */
export interface ReportingPhase {
  readonly name: 'reporting';
  readonly openedAt: number;
  readonly deadlineAt: number;
  /** Until then nobody who is away counts as gone: after a restart all have to reconnect first. */
  readonly holdUntil: number;
  /** Until then members that went away are waited for, if the quorum hangs on them. */
  readonly returnUntil: number;
  /** So many reports close the round; with over-selection the cohort is larger. */
  readonly wanted: number;
  readonly cohort: Cohort;
}

/** Updates of the flight gather until there are enough of them. */
export interface BufferingPhase {
  readonly name: 'buffering';
  readonly openedAt: number;
  readonly deadlineAt: number;
}

/** The accepted updates are being folded into a candidate checkpoint. */
export interface AggregatingPhase extends ClosedRound {
  readonly name: 'aggregating';
  /** Everyone who was there, at work or had been in a cohort when the round closed. */
  readonly numClients: number;
  /** Should an update be lost: what the round was waiting for. */
  readonly wanted: number;
  /** In an asynchronous run also what the cohort had been told; null elsewhere. */
  readonly plans: Readonly<Record<ClientId, SentPlan>> | null;
}

/** The candidate is being tested; it is committed when the result is known. */
export interface EvaluatingPhase extends ClosedRound {
  readonly name: 'evaluating';
  /** Becomes the run's own once it is committed. */
  readonly candidate: GlobalModel;
  readonly privacy: PrivacyCharge | null;
  readonly aggregatedAt: number;
}

/** Privacy that is spent once the round is committed, and what one more would bring it to. */
export interface PrivacyCharge {
  readonly spent: PrivacySpent;
  readonly next: PrivacySpent;
}

export interface ClosedRound {
  readonly openedAt: number;
  readonly closedAt: number;
  readonly cohort: Cohort;
}

/**
 * The clients selected for the round, by id; fixed when the round opens. In an asynchronous run those
 * whose updates closed it.
 */
export type Cohort = Readonly<Record<ClientId, CohortMember>>;

export type CohortMember =
  /** Was sent the plan and is expected to report. */
  | { readonly status: 'training' }
  /** Its connection ended; it may come back while the round is open. */
  | { readonly status: 'departed'; readonly reason: string }
  | { readonly status: 'declined'; readonly reason: string }
  | RejectedMember
  | ReportedMember;

/** What was sent counts among the bytes, even if it counts for nothing else. */
export interface RejectedMember
  extends Partial<Pick<ReportedMember, 'norm' | 'cosine' | 'payloadBytes'>> {
  readonly status: 'rejected';
  readonly code: RejectionCode;
}

export interface ReportedMember {
  readonly status: 'reported';
  /** ‖δ‖₂ as the coordinator measured it. */
  readonly norm?: number;
  /** To what the round made of all updates; once it is folded, and where the coordinator compared them. */
  readonly cosine?: number;
  /** From its offer to its last byte. */
  readonly uploadMs?: number;
  readonly at: number;
  readonly digest: Digest;
  readonly numExamples: number;
  readonly payloadBytes: number;
  readonly metrics: UpdateMetrics;
  /** In asynchronous runs: so many models were committed since its plan. */
  readonly staleness?: number;
  /** In asynchronous runs: the model that it downloaded. */
  readonly base?: Digest;
}

/** What a committed round leaves behind. */
export interface RoundRecord extends ClosedRound, GlobalModel {
  readonly round: number;
  readonly attempt: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly aggregatedAt: number;
  readonly committedAt: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** What privacy the run has spent up to this round; null without a promise. */
  readonly spent: PrivacySpent | null;
}

export const initialRunState: RunState = {
  status: 'created',
  statusReason: null,
  round: 1,
  attempt: 1,
  openings: 0,
  model: null,
  samplingKey: null,
  flight: null,
  phase: { name: 'idle' },
  returning: null,
  clients: {},
  participants: {},
  history: [],
};

/** Whether a client has been told to work on something that is still open. */
export const isMember = ({ phase, flight }: RunState, clientId: ClientId): boolean =>
  (phase.name === 'reporting' && phase.cohort[clientId] !== undefined) ||
  flight?.members[clientId] !== undefined;

/** Whether an update of the round may be wanted from the client: now, or in an attempt that is to come. */
export const mayBeWanted = (state: RunState, clientId: ClientId, round: number): boolean =>
  state.flight
    ? state.flight.members[clientId]?.plan.round === round
    : round === state.round &&
      !isEnded(state.status) &&
      (isMember(state, clientId) || state.phase.name === 'waiting' || state.phase.name === 'idle');

/** The members of the open round, and all of a flight; null where there are none. */
export const openCohort = ({ phase, flight }: RunState): Cohort | null => {
  const flying = Object.entries(flight?.members ?? {}).map(([id, { member }]) => [id, member]);
  const cohort = { ...Object.fromEntries(flying), ...('cohort' in phase ? phase.cohort : {}) };
  return flight || 'cohort' in phase ? cohort : null;
};

/** How many members are in each state; asked with every report, so it makes no list of them. */
export const countMembers = (cohort: Cohort): Record<CohortMember['status'], number> => {
  const counts = { training: 0, departed: 0, declined: 0, rejected: 0, reported: 0 };
  for (const clientId in cohort) {
    const status = cohort[clientId]?.status;
    if (status) counts[status]++;
  }
  return counts;
};

/** The members that have reported, in id order. */
export const reportedMembers = (cohort: Cohort): [ClientId, ReportedMember][] =>
  Object.entries(cohort)
    .filter((entry): entry is [ClientId, ReportedMember] => entry[1].status === 'reported')
    .sort(([a], [b]) => (a < b ? -1 : 1));
