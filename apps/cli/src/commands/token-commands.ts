import type { JoinTokenInfo } from '@tributary/protocol';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../connection.ts';
import { formatTime } from '../format-time.ts';
import { duration, wholeNumber } from '../parse-value.ts';
import { textTable } from '../text-table.ts';

/** `tributary token …`: the join links that let devices in. */
export const addTokenCommands = (program: Command): void => {
  const token = program.command('token').description('Make, list and take back join links.');
  addCreate(token);
  addList(token);
  addRevoke(token);
};

interface CreateFlags extends ConnectionFlags {
  readonly run?: string;
  readonly label?: string;
  readonly uses?: number;
  readonly expires?: number;
}

const addCreate = (token: Command): void => {
  withConnection(
    token
      .command('create')
      .description('Make a join link. Its token is shown this once.')
      .option('--run <run>', 'for this run only, by its id')
      .option('--label <text>', 'what you will know it by')
      .option('--uses <n>', 'how many different clients it lets in', wholeNumber(1, 100_000))
      .option('--expires <time>', 'how long it is good for, e.g. 12h; 7d without it', duration),
  ).action(async ({ run, label, uses, expires, ...flags }: CreateFlags) => {
    const { api, output } = connect(flags);
    const body = { runId: run, label, maxUses: uses, expiresInMs: expires };
    const made = await api.post('/api/join-tokens', { body });
    output.result(made, () => `${made.joinUrl}\n${made.id}, until ${formatTime(made.expiresAt)}`);
  });
};

const addList = (token: Command): void => {
  withConnection(
    token.command('list').description('List the join links that have not expired.'),
  ).action(async (flags: ConnectionFlags) => {
    const { api, output } = connect(flags);
    const links = await api.get('/api/join-tokens');
    output.result(links, () => (links.length === 0 ? 'There are no links.' : linkTable(links)));
  });
};

const addRevoke = (token: Command): void => {
  withConnection(
    token
      .command('revoke')
      .description('Take a join link back. Whoever came by it is sent away.')
      .argument('<id>', "the link's id"),
  ).action(async (id: string, flags: ConnectionFlags) => {
    const { api, output } = connect(flags);
    const revoked = await api.delete('/api/join-tokens/{id}', { params: { path: { id } } });
    output.result(revoked, () => `${revoked.id} lets nobody in any more.`);
  });
};

const linkTable = (links: readonly JoinTokenInfo[]): string =>
  textTable(links, [
    ['ID', ({ id }) => id],
    ['LABEL', ({ label }) => label],
    ['RUN', ({ runId }) => runId ?? 'any'],
    ['USED', ({ uses, maxUses }) => (maxUses === null ? '' : `${uses} of ${maxUses}`)],
    ['UNTIL', (link) => (link.revokedAt === null ? formatTime(link.expiresAt) : 'revoked')],
  ]);
