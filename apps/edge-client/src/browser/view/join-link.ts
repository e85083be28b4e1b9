/** @returns the join token of a URL's hash (`#token=…`), or null. */
export const tokenFromHash = (hash: string): string | null =>
  new URLSearchParams(hash.replace(/^#/, '')).get('token') || null;

/** @returns the token of a pasted join link or the bare token; null for anything else. */
export const tokenFromText = (text: string): string | null => {
  const trimmed = text.trim();
  const hashAt = trimmed.indexOf('#');
  if (hashAt >= 0) return tokenFromHash(trimmed.slice(hashAt));
  return /^[\w.~+=-]{8,2048}$/.test(trimmed) ? trimmed : null;
};
