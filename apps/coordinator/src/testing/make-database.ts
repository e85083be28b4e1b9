/** Sets up the embedded database in the folder that is named, and ends: `scripts/test/copy-template.ts` starts it. */
import { openPglite } from '../storage/pglite.ts';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Name the folder for the database.');
const { close } = await openPglite(folder);
await close();
