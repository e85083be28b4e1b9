/** Writes what the site makes from other sources than Markdown, beside what TypeDoc has written. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { httpPage } from './http-page.ts';

const folder = new URL('../reference/', import.meta.url);
const api = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('http.md', folder), `${httpPage(api)}\n`);
