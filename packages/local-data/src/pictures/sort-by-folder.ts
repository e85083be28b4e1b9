import { folderName, type LocalFile } from '../local-file.ts';
import { matchNames } from '../match-names.ts';

/**
 * The class of each file by the name of the folder that it lies in.
 * @returns indices of classes; null for a file whose folder is none
 */
export const sortByFolder = (
  files: readonly Pick<LocalFile, 'path'>[],
  classes: readonly string[],
): (number | null)[] => {
  const folders = [...new Set(files.map((file) => folderName(file) ?? ''))];
  const folderOfClass = matchNames(classes, folders);
  return files.map((file) => {
    const label = folderOfClass.indexOf(folders.indexOf(folderName(file) ?? ''));
    return label < 0 ? null : label;
  });
};
