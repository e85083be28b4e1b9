import { adminTokenPath } from './security/role-secrets.ts';
import type { RunningCoordinator } from './server.ts';

export interface Addresses extends Omit<RunningCoordinator, 'close'> {
  readonly stateDir: string;
  /** Whether a person reads it; what else is written is kept as a log. */
  readonly isTerminal: boolean;
}

/**
 * Where to go. On a terminal the links have the tokens that open them, but for one that was configured and is
 * known; what is kept as a log has none.
 */
export const describeAddresses = (addresses: Addresses): string => {
  const { url, joinUrl, adminToken, adminTokenSource: source, isTerminal } = addresses;
  const link =
    isTerminal && source === 'file' && adminToken !== null
      ? `${url}/#token=${encodeURIComponent(adminToken)}`
      : `${url}/\n           ${whereTheTokenIs(addresses)}`;
  const invitation = isTerminal ? joinUrl : 'The dashboard makes links for devices.';
  return `Dashboard  ${link}\nJoin       ${invitation}\n`;
};

const whereTheTokenIs = ({ adminTokenSource, stateDir }: Addresses): string => {
  if (adminTokenSource === 'file') return `The admin token is in ${adminTokenPath(stateDir)}.`;
  return adminTokenSource === 'configured'
    ? 'The admin token is the one that TRIBUTARY_ADMIN_TOKEN sets.'
    : 'Only the hash of the admin token was kept; TRIBUTARY_ADMIN_TOKEN sets another one.';
};
