import { describe, expect, it } from 'vitest';
import { adviceFor, describeAddresses } from './invitation.ts';

const joinUrl = 'http://localhost:8080/join/#token=abc';

describe('The join address', () => {
  it('comes with a QR code and the dashboard', async () => {
    const addresses = { url: 'http://localhost:8080', adminToken: 'a/b', joinUrl };
    const text = await describeAddresses(
      { ...addresses, host: '127.0.0.1', https: false },
      { qrCode: true },
    );
    expect(text).toContain('http://localhost:8080/#token=a%2Fb');
    expect(text).toContain(joinUrl);
    expect(text).toMatch(/[▄▀█]{8}/);
  });
});

describe('The advice for other devices', () => {
  it('names the options that are missing', () => {
    expect(adviceFor({ host: '127.0.0.1', https: false }).join()).toContain('--host 0.0.0.0');
    expect(adviceFor({ host: '0.0.0.0', https: false }).join()).toContain('--https');
    expect(adviceFor({ host: '0.0.0.0', https: true }).join()).toContain('browsers warn once');
  });
});
