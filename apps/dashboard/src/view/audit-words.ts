import type { AuditEntry } from '@tributary/protocol';
import { shortId } from './format.ts';

/** What the routes do, as a person says it; an action on a run says which one. */
const deeds: Readonly<Record<string, string>> = {
  'POST /api/session': 'Signed in',
  'DELETE /api/session': 'Signed out',
  'POST /api/runs': 'Created a run',
  'POST /api/runs/:runId/checkpoints/:round/pin': 'Pinned a checkpoint',
  'DELETE /api/runs/:runId/checkpoints/:round/pin': 'Unpinned a checkpoint',
  'PUT /api/runs/:runId/current': 'Chose the current checkpoint',
  'POST /api/join-tokens': 'Made a join link',
  'DELETE /api/join-tokens/:id': 'Revoked a join link',
  'POST /api/partition-preview': 'Looked at a partition',
};

const runActions: Readonly<Record<string, string>> = {
  start: 'Started a run',
  pause: 'Paused a run',
  resume: 'Resumed a run',
  stop: 'Stopped a run',
};

/** What was done or tried, and to what: the end of an address, short where it is an id. */
export const auditWords = ({
  action,
  target,
}: Pick<AuditEntry, 'action' | 'target'>): { readonly deed: string; readonly object: string } => {
  const [, , kind = '', id = '', verb = ''] = target.split('/');
  const deed = (kind === 'runs' ? runActions[verb] : undefined) ?? deeds[action] ?? action;
  return { deed, object: kind === 'session' ? '' : shortId(id) };
};

/** Who it was: the role, and enough of the session's name to tell two apart. */
export const auditActor = ({ role, actor }: Pick<AuditEntry, 'role' | 'actor'>): string => {
  if (role === 'none') return 'Somebody';
  const who = role === 'admin' ? 'Admin' : 'Viewer';
  return actor === 'token' ? `${who}, by token` : `${who} ${actor}`;
};
