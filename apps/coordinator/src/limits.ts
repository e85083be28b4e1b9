import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { MAX_WEIGHTS } from '@tributary/model-zoo/max-weights';

const MIB = 1024 * 1024;
/** Of the machine, or of the container where that has less; unconstrained, Node says something huge or nothing. */
const MEMORY_BYTES = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

/** What one sender may send over websockets: so much at once, and so much a second for ever. */
export interface FlowLimits {
  readonly messageBurst: number;
  readonly messagesPerSecond: number;
  readonly burstBytes: number;
  readonly bytesPerSecond: number;
}

/**
 * Everything that bounds what strangers can make the coordinator do, in one place. "Address" is an IPv4
 * address or an IPv6 /64; behind a trusted proxy, the one that the proxy says.
 */
export interface Limits {
  /** TCP connections in all, and of one address; those beyond are dropped as they come. */
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** New TCP connections of one address: so many at once, and so many a second. */
  readonly connectBurstPerAddress: number;
  readonly connectsPerSecondPerAddress: number;
  /** Clients with a valid token that are let in: so many at once, and so many a second; others come back later. */
  readonly arrivalBurst: number;
  readonly arrivalsPerSecond: number;

  /** The largest websocket message: a chunk of an update, its envelope, and room. */
  readonly maxMessageBytes: number;
  /** How long a websocket may take until it has asked for a namespace. */
  readonly connectWithinMs: number;
  /** And how long one that was let in may get ready until it enrols. */
  readonly enrolWithinMs: number;
  /** A device that vanishes is noticed after at most the two together. */
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  readonly socketFlow: FlowLimits;
  readonly addressFlow: FlowLimits;
  /** So many updates come up at the same time; whoever takes longer than that goes on beside them. */
  readonly maxUploadsAtOnce: number;
  readonly uploadTurnMs: number;
  /** Waiting for a reader that does not read; beyond it the connection is cut. */
  readonly maxQueuedBytes: number;
  /** How often the connections are looked over. */
  readonly patrolEveryMs: number;

  readonly maxBodyBytes: number;
  /** Of a model that an admin brings, as a frame of weights; it lies in memory while it is checked. */
  readonly maxModelBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxHeaders: number;
  /** Headers, and then the whole request, must have arrived after so long. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  /** Nothing sent or read for so long ends a connection that is no websocket. */
  readonly idleTimeoutMs: number;
  readonly maxRequestsPerConnection: number;
  /** Requests of one address in a minute, by what they ask for. */
  readonly requestsPerMinute: {
    readonly signIn: number;
    /** Models and shards of data: a whole fleet behind one address may fetch them every few seconds. */
    readonly downloads: number;
    /** All other routes under `/api`. */
    readonly api: number;
    /** The pages, and addresses that are not there. */
    readonly pages: number;
    /** Scripts and styles of the pages: a browser asks for each once, and a hospital is one address. */
    readonly assets: number;
  };
  /** Wrong bearer tokens of one address in a minute, and how many of it are being checked at once. */
  readonly wrongTokensPerMinute: number;
  readonly maxTokenChecksPerAddress: number;
  /** Above these the coordinator answers HTTP with 503; zero looks away. */
  readonly maxEventLoopDelayMs: number;
  readonly maxHeapBytes: number;
  /** Of the process in all: what waits to be sent is not on the heap. */
  readonly maxRssBytes: number;
  readonly retryAfterSeconds: number;
  /** Encoded shards of demo data that are kept for the next who asks. */
  readonly maxRecentShardBytes: number;

  /** The audit log keeps so many newest lines, and of strangers' attempts to sign in so many. */
  readonly maxAuditLines: number;
  readonly maxStrangersAuditLines: number;
}

export const defaultLimits: Limits = {
  maxConnections: 20_000,
  // Thousands of devices of one hospital come from one address.
  maxConnectionsPerAddress: 10_000,
  connectBurstPerAddress: 5_000,
  connectsPerSecondPerAddress: 100,
  // A proof costs half a millisecond, and what follows as much.
  arrivalBurst: 1_000,
  arrivalsPerSecond: 500,

  maxMessageBytes: 512 * 1024,
  connectWithinMs: 10_000,
  // A device enrols when it is ready to train: on a slow line engine and data take minutes to come. Who sits here has
  // a valid token and answers pings, counts among the connections of its address, and gains nothing: who has enrolled
  // may stay for ever.
  enrolWithinMs: 10 * 60_000,
  // Socket.IO's own 25 + 20 s would let a round wait long for who is gone; a tighter answer would lose
  // phones that train, and more pings would wake 5,000 clients for nothing.
  pingIntervalMs: 10_000,
  pingTimeoutMs: 15_000,
  // Enough for a chunked upload at the speed of a local network.
  socketFlow: {
    messageBurst: 600,
    messagesPerSecond: 100,
    burstBytes: 64 * MIB,
    bytesPerSecond: 16 * MIB,
  },
  addressFlow: {
    messageBurst: 20_000,
    messagesPerSecond: 4_000,
    burstBytes: 512 * MIB,
    bytesPerSecond: 64 * MIB,
  },
  // What is read at once delays every heartbeat, and lies in memory until it is judged.
  maxUploadsAtOnce: 32,
  uploadTurnMs: 500,
  maxQueuedBytes: 8 * MIB,
  patrolEveryMs: 1_000,

  maxBodyBytes: 256 * 1024,
  // And the head of its frame.
  maxModelBodyBytes: 4 * MAX_WEIGHTS + MIB,
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 20_000,
  idleTimeoutMs: 120_000,
  maxRequestsPerConnection: 10_000,
  requestsPerMinute: { signIn: 20, downloads: 60_000, api: 12_000, pages: 12_000, assets: 120_000 },
  wrongTokensPerMinute: 30,
  maxTokenChecksPerAddress: 2,
  maxEventLoopDelayMs: 1_000,
  maxHeapBytes: 0.9 * getHeapStatistics().heap_size_limit,
  maxRssBytes: 0.9 * MEMORY_BYTES,
  retryAfterSeconds: 5,
  maxRecentShardBytes: 64 * MIB,
  maxAuditLines: 100_000,
  maxStrangersAuditLines: 10_000,
};

/** Some of the limits; of a group of them some again. */
export type LimitChanges = {
  readonly [Name in keyof Limits]?: Limits[Name] extends number ? number : Partial<Limits[Name]>;
};

/** The defaults with some of them changed. */
export const limitsWith = (changes: LimitChanges = {}): Limits => ({
  ...defaultLimits,
  ...changes,
  socketFlow: { ...defaultLimits.socketFlow, ...changes.socketFlow },
  addressFlow: { ...defaultLimits.addressFlow, ...changes.addressFlow },
  requestsPerMinute: { ...defaultLimits.requestsPerMinute, ...changes.requestsPerMinute },
});
