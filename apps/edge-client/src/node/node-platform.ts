const systems: Readonly<Record<string, string>> = {
  darwin: 'macOS',
  linux: 'Linux',
  win32: 'Windows',
  freebsd: 'FreeBSD',
};

/** What this process runs on, as coarsely as a browser says it: "Node on Linux". @param platform `process.platform` */
export const nodePlatform = (platform: string): string =>
  `Node on ${systems[platform] ?? platform}`;
