/** The backends that a link may ask for, `?backend=webgpu`. */
const backends = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;

type ForcedBackend = (typeof backends)[number];

/** @returns the backend that a URL's query forces; null for none or an unknown one. */
export const forcedBackend = (search: string): ForcedBackend | null => {
  const asked = new URLSearchParams(search).get('backend');
  return backends.find((backend) => backend === asked) ?? null;
};
