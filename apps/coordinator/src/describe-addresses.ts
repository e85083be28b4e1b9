import { adminTokenPath } from './security/role-secrets.ts';
import type { RunningCoordinator } from './server.ts';

export interface Addresses extends Omit<RunningCoordinator, 'close'> {
  readonly stateDir: string;
  /** Whether a person reads it; what else is written is kept as a log. */
  readonly isTerminal: boolean;
}

/**
 * Where to go. The link of the dashboard has the admin token at the first start, and later where its owner sees
 * it on a terminal; a token that is configured is known already and stays out of the logs.
 */
export const describeAddresses = (addresses: Addresses): string => {
  const { url, joinUrl, adminToken, adminTokenSource: source, isTerminal } = addresses;
  const isShown = source === 'made' || (source === 'file' && isTerminal);
  const link =
    isShown && adminToken !== null
      ? `${url}/#token=${encodeURIComponent(adminToken)}`
      : `${url}/\n           ${whereTheTokenIs(addresses)}`;
  return `Dashboard  ${link}\nJoin       ${joinUrl}\n`;
};

const whereTheTokenIs = ({ adminTokenSource, stateDir }: Addresses): string => {
  if (adminTokenSource === 'file') return `The admin token is in ${adminTokenPath(stateDir)}.`;
  return adminTokenSource === 'configured'
    ? 'The admin token is the one that TRIBUTARY_ADMIN_TOKEN sets.'
    : 'Only the hash of the admin token was kept; TRIBUTARY_ADMIN_TOKEN sets another one.';
};
