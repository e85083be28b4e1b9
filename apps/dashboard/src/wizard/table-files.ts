/** What a file dialogue offers where a table is asked for. */
export const TABLE_FILES = '.csv,.tsv,.tab,.txt,.data,text/csv,text/tab-separated-values';
