import { expect, type Page } from '@playwright/test';
import { test } from './support/sweep-page.ts';

/** Cases that a backend gets wrong through no fault of this project's, by the issue that says so. */
const KNOWN_FAULTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {};
