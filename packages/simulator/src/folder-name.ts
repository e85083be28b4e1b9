/** What the folder of a variant is called: its name, with other than letters, digits, "." and "-" as "-". */
export const folderName = (variant: string): string => variant.replace(/[^A-Za-z0-9.-]+/g, '-');
