export interface JoinTarget {
  /** The coordinator's address without a path. */
  readonly url: string;
  readonly token: string;
}

/** Where to join was not said as it must be. */
export class JoinTargetError extends Error {
  override readonly name = 'JoinTargetError';
}

/**
 * Where to join and with which token. A whole join link (`…/join/#token=…`) may stand in either
 * place and says both.
 * @throws {JoinTargetError} that names what is missing.
 */
export const parseJoinTarget = (given: { url?: string; token?: string }): JoinTarget => {
  const link = [given.token, given.url].find((text) => text?.includes('#token='));
  const address = given.url ?? link;
  const token = link === undefined ? given.token : tokenOf(link);
  if (address === undefined || !URL.canParse(address)) {
    throw new JoinTargetError(
      `"${address ?? ''}" is no address. Give --url, e.g. http://localhost:8080, or a whole join link as --token.`,
    );
  }
  if (!token)
    throw new JoinTargetError('The join token is missing. Give --token, or a whole join link.');
  return { url: new URL(address).origin, token };
};

const tokenOf = (link: string): string | undefined =>
  new URLSearchParams(link.slice(link.indexOf('#') + 1)).get('token') ?? undefined;
