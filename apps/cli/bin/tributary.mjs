#!/usr/bin/env node
// Plain JavaScript, so that it can start by itself: it registers the loader of TypeScript and hands over.
import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');
