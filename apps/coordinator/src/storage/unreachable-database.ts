/** What to check, by the code that the driver or the server gives. */
const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there. Is the server running, and is the port right?',
  CONNECT_TIMEOUT: 'It does not answer. Is the address right, and does a firewall stand between?',
  ETIMEDOUT: 'It does not answer. Is the address right, and does a firewall stand between?',
  ENOTFOUND: 'There is no machine of that name. Is the host spelt right?',
  EAI_AGAIN: 'The name cannot be looked up now. Is the network up, and is the host spelt right?',
  ECONNRESET:
    'It ends the connection at once. Is it starting or ending, or is something in between?',
  '28P01': 'The server refuses the password.',
  '28000': 'The server does not let this user in from here (see its pg_hba.conf).',
  '3D000': 'The server has no such database. Create it with `createdb`.',
};

/** One error for all that keeps a database out of reach; it names the place, and never the password. */
export const explainUnreachable = (url: string, error: unknown): Error => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REMEDIES[code] ?? `${error instanceof Error ? error.message : String(error)}.`;
  return new Error(
    `The database ${describePlace(url)} cannot be used. ${reason} DATABASE_URL says where it is; without it the embedded database is used.`,
    { cause: error },
  );
};

/** User, host and database of a URL, without the password. */
const describePlace = (url: string): string => {
  if (!URL.canParse(url)) return 'named by DATABASE_URL';
  const { username, hostname, port, pathname } = new URL(url);
  return `"${pathname.slice(1)}" of ${username || 'no user'} at ${hostname}:${port || 5432}`;
};
