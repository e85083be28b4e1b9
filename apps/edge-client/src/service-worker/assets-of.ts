/**
 * What a built page names and needs to open: scripts, styles, icons.
 * @param page its HTML
 * @param scope where it lies; addresses elsewhere are left out
 * @returns whole addresses, each once
 */
export const assetsOf = (page: string, scope: string): string[] => {
  const named = [...page.matchAll(/\s(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  const urls = named.map((address) => new URL(address, scope).href);
  return [...new Set(urls)].filter((url) => url.startsWith(scope) && url !== scope);
};
