const CENSOR = '[secret]';

/** Names under which tokens travel, wherever they lie in what is logged. */
const SECRET_FIELDS = ['authorization', 'cookie', 'set-cookie', 'token', 'adminToken', 'joinToken'];
const MORE_SECRET_FIELDS = ['proof', 'identity', 'auth', 'password', 'secret', 'databaseUrl'];

const redactedPaths = [...SECRET_FIELDS, ...MORE_SECRET_FIELDS].flatMap((field) => {
  const name = `["${field}"]`;
  return ['', '*', '*.*', '*.*.*'].map((parent) => `${parent}${name}`);
});

/**
 * What a secret looks like in running text: whatever follows `Bearer` or `token=`, a URL's password, our
 * signed tokens, and 256 bits in base64url.
 */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/(\bBearer\s+)[^\s"\\]+/gi, `$1${CENSOR}`],
  [/([?&#;"\\](?:token|access_token|auth)=)[^&\s"\\]+/gi, `$1${CENSOR}`],
  [/(\btributary-session=)[^;\s"\\]+/gi, `$1${CENSOR}`],
  [/(\b[a-z][a-z0-9+]*:\/\/[^/\s:"@]*:)[^@\s"/]+@/gi, `$1${CENSOR}@`],
  [/(?<![\w-])[\w-]{8,}\.[\w-]{43}(?![\w-])/g, CENSOR],
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, CENSOR],
];

/** A line of the log without what opens doors. */
export const hideSecrets = (line: string): string =>
  SECRET_TEXT.reduce((text, [secret, instead]) => text.replace(secret, instead), line);

/** Pino's options: nothing that opens doors is ever written, whoever logs it. */
export const logOptions = (level: string) => ({
  level,
  redact: { paths: redactedPaths, censor: CENSOR },
  hooks: { streamWrite: hideSecrets },
});
