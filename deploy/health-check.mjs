/** Ends with 0 when the coordinator of this container answers `/healthz`, over http or https. */
import { get as getOverHttp } from 'node:http';
import { get as getOverHttps } from 'node:https';

const { TRIBUTARY_HTTPS: https, TRIBUTARY_PORT: port } = process.env;
const isHttps = https === 'true' || https === '1';
const get = isHttps ? getOverHttps : getOverHttp;
const url = `${isHttps ? 'https' : 'http'}://127.0.0.1:${port || 8080}/healthz`;

// The certificate is the coordinator's own; on loopback there is nobody to take it for.
get(url, { rejectUnauthorized: false }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
}).on('error', () => process.exit(1));
