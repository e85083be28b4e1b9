import { toString as drawQrCode } from 'qrcode';

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

export interface Addresses {
  /** e.g. `http://localhost:8080` */
  readonly url: string;
  readonly adminToken: string;
  /** With an address in the local network if --host lets other devices in. */
  readonly joinUrl: string;
  /** What --host said. */
  readonly host: string;
  readonly https: boolean;
}

/** What to open where: the dashboard, and the page for other devices with its QR code. */
export const describeAddresses = async (
  addresses: Addresses,
  show: { readonly qrCode: boolean },
): Promise<string> => {
  const { url, adminToken, joinUrl, host, https } = addresses;
  const qrCode = show.qrCode
    ? [(await drawQrCode(joinUrl, { type: 'terminal', small: true })).trimEnd()]
    : [];
  return [
    `Dashboard:   ${url}/#token=${encodeURIComponent(adminToken)}`,
    `Join a run:  ${joinUrl}`,
    ...qrCode,
    ...adviceFor({ host, https }),
  ].join('\n');
};

/** What keeps other devices from joining, and what to do about it. */
export const adviceFor = ({ host, https }: Pick<Addresses, 'host' | 'https'>): string[] => {
  if (isLoopback(host)) {
    return [
      'Only this machine can open these. For other devices start with: npm start -- --host 0.0.0.0 --https',
    ];
  }
  if (!https) {
    return ['Browsers on other devices allow WebGPU over HTTPS only. Start with --https for that.'];
  }
  return ['The certificate is made on this machine: browsers warn once, and you may go on.'];
};
