/** The link that a person opens. The token stands behind the hash, so no server log ever sees it. */
export const joinUrl = (origin: string, token: string): string => `${origin}/join/#token=${token}`;
