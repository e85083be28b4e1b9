/**
 * From files on a device to checked examples by a run's `DataSchema`; nothing here opens a connection.
 *
 * - tables: `openTable` → `mapColumns` (changeable) → `checkTable`
 * - texts: `openTable` → `mapTexts` → `checkTextTable`, or `checkTextFolders`; `checkCharacters`
 * - pictures: `sortByFolder`, `readPicture` through a decoder → `checkPictures`
 *
 * All end as `CheckedData`: the examples without a fault, and a report with the place of every fault. `ask…` read
 * the same files to ask a model about: as `AskedData`, in which it need not be known what an example is.
 * `splitExamples` sets some aside for validation; `packData` makes one file of it all.
 */
export * from './asked-data.ts';
export * from './data-report.ts';
export { type Finding, type Findings, findingOf, joinFindings, noFindings } from './findings.ts';
export * from './limits.ts';
export * from './local-file.ts';
export * from './match-names.ts';
export * from './name-format.ts';
export * from './pack-data.ts';
export * from './pictures/ask-pictures.ts';
export * from './pictures/check-pictures.ts';
export * from './pictures/fit-picture.ts';
export * from './pictures/read-picture.ts';
export * from './pictures/sort-by-folder.ts';
export * from './read-text.ts';
export * from './split-examples.ts';
export * from './tables/ask-table.ts';
export * from './tables/check-table.ts';
export * from './tables/guess-header.ts';
export * from './tables/map-columns.ts';
export * from './tables/open-table.ts';
export * from './texts/ask-characters.ts';
export * from './texts/ask-texts.ts';
export * from './texts/beginning-of.ts';
export * from './texts/check-characters.ts';
export * from './texts/check-texts.ts';
export * from './texts/map-texts.ts';
