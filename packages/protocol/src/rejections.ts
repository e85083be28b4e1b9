/** What the one who is refused should do: give up, fix and send again, or come back later. */
export type Retry = 'never' | 'after-fixing' | 'later';

interface RejectionRule {
  /** One sentence: what was wrong and what to do. Shown to people as it stands. */
  readonly message: string;
  readonly retry: Retry;
  /** The HTTP status where the refusal answers a request. */
  readonly status: number;
}

const rule = (message: string, retry: Retry, status: number): RejectionRule => ({
  message,
  retry,
  status,
});

/**
 * Every way in which the coordinator refuses something. The table is closed: a refusal is one of
 * these codes, and `docs/errors.md` explains each (a test compares the two, both ways).
 */
export const rejections = {
  'protocol-version-unsupported': rule(
    'This client and the coordinator speak no common protocol version. Update the older of the two.',
    'never',
    426,
  ),
  'bad-token': rule('The token is not valid here. Ask for a new join link.', 'never', 401),
  'token-expired': rule('The join link has expired. Ask for a new one.', 'never', 401),
  'token-revoked': rule('The join link was withdrawn. Ask for a new one.', 'never', 401),
  'token-used-up': rule(
    'The join link has let in as many clients as it may. Ask for a new one.',
    'never',
    401,
  ),
  'bad-proof': rule(
    'The client could not prove who it is. Reload the page, or start the client again.',
    'never',
    401,
  ),
  'session-replaced': rule(
    'This client connected again from elsewhere, so this session has ended. Keep one of the two open.',
    'never',
    409,
  ),
  'not-signed-in': rule('Sign in with the admin or viewer token first.', 'after-fixing', 401),
  'not-allowed': rule('Viewers may look but change nothing. Sign in as an admin.', 'never', 403),
  'bad-origin': rule(
    'A page from another address may not connect. Open the page from the coordinator itself, or have its address allowed there.',
    'never',
    403,
  ),
  malformed: rule(
    'The message does not follow the protocol. See the detail, or update the client.',
    'after-fixing',
    400,
  ),
  'invalid-config': rule(
    'The run cannot be configured like this. See the detail for the field.',
    'after-fixing',
    400,
  ),
  'not-found': rule('There is nothing at this address. Check the id.', 'never', 404),
  'wrong-state': rule(
    'The run is not in a state that allows this. Look at its status first.',
    'later',
    409,
  ),
  'run-unknown': rule('There is no such run. It may have been deleted.', 'never', 404),
  'run-not-running': rule(
    'The run takes no updates now. Wait for the next round plan.',
    'later',
    409,
  ),
  'not-in-cohort': rule(
    'This client was not selected for the round. Wait for a round plan.',
    'later',
    403,
  ),
  'wrong-round': rule(
    'The update is for another round than the open one. Wait for the next round plan.',
    'later',
    409,
  ),
  'duplicate-update': rule(
    'Another update of this client is already counted in this round. Wait for the next round plan.',
    'later',
    409,
  ),
  'no-offer': rule(
    'A chunk came for an update that was not offered. Offer it first.',
    'after-fixing',
    409,
  ),
  'wrong-offset': rule(
    'The chunk does not continue where the last one ended. Offer the update again to resume.',
    'after-fixing',
    409,
  ),
  'too-large': rule(
    'It is larger than is taken here. Send exactly the update that the round plan asks for, or a smaller model.',
    'never',
    413,
  ),
  truncated: rule(
    'The update ends before its header says. Send it again from the start.',
    'after-fixing',
    400,
  ),
  corrupt: rule(
    'The bytes do not match their checksum or digest. Send the update again from the start.',
    'after-fixing',
    400,
  ),
  'wrong-shape': rule(
    "The update's tensors are not those of the run's model. Train the model that the plan names.",
    'never',
    422,
  ),
  'wrong-encoding': rule(
    'The update is not encoded as the plan asks. Send it through the stages that the plan names.',
    'never',
    422,
  ),
  'not-finite': rule(
    'The update holds NaN or infinite values. Train with a lower learning rate, or on another backend.',
    'never',
    422,
  ),
  'out-of-range': rule(
    'The update moves a weight further than the protocol allows. Train with a lower learning rate.',
    'never',
    422,
  ),
  'norm-too-large': rule(
    'The update moves the model further than this run allows. Train with a lower learning rate or for fewer epochs.',
    'never',
    422,
  ),
  outlier: rule(
    'The update differs too much from those of the other clients and was left out of this round. Check the data and their labels.',
    'later',
    422,
  ),
  'too-many-requests': rule(
    'Too many requests in a short time. Wait a minute and try again.',
    'later',
    429,
  ),
  overloaded: rule(
    'The coordinator has more to do than it can. Try again in a few seconds.',
    'later',
    503,
  ),
  'storage-unavailable': rule(
    'The coordinator cannot write to its disk or its database now, so nothing was taken. Try again in a while.',
    'later',
    503,
  ),
  'internal-error': rule(
    'The coordinator made a mistake and has logged it. Try again; report it if it stays.',
    'later',
    500,
  ),
} as const satisfies Record<string, RejectionRule>;

export type RejectionCode = keyof typeof rejections;
export const rejectionCodes = Object.keys(rejections) as RejectionCode[];

/** A refusal as it goes over the wire. `detail` adds the particular (a field, a number) to the rule. */
export interface Rejection {
  ok: false;
  code: RejectionCode;
  message: string;
  detail?: string | undefined;
  /** Whoever is refused for now should come back after so many milliseconds, not before. */
  retryAfterMs?: number | undefined;
}

/** Tells a refusal from what a proxy in between may answer; what `rejectionSchema` says, for pages that open without it. */
export const isRejection = (answer: unknown): answer is Rejection => {
  if (typeof answer !== 'object' || answer === null) return false;
  const { ok, code, message, detail, retryAfterMs }: Partial<Record<keyof Rejection, unknown>> =
    answer;
  return (
    ok === false &&
    rejectionCodes.includes(code as RejectionCode) &&
    typeof message === 'string' &&
    (detail === undefined || typeof detail === 'string') &&
    (retryAfterMs === undefined ||
      (Number.isSafeInteger(retryAfterMs) && Number(retryAfterMs) >= 0))
  );
};

export const reject = (code: RejectionCode, detail?: string): Rejection => ({
  ok: false,
  code,
  message: rejections[code].message,
  ...(detail === undefined ? {} : { detail }),
});

/** A config names an entry that a registry lacks. @param field where, e.g. "task.model" */
export const rejectUnknown = (field: string, name: string, names: readonly string[]): Rejection =>
  reject('invalid-config', `${field}: there is no "${name}"; choose one of ${names.join(', ')}`);

/** A refusal in words for people, with its particulars. */
export const describeRejection = ({ message, detail }: Rejection): string =>
  detail === undefined ? message : `${message} (${detail})`;
