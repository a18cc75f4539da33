/** What a spreadsheet takes: rows of a sheet, characters of a cell and of the name of a sheet. */
export const MOST_ROWS = 1_048_576
export const LONGEST_CELL = 32_767
export const LONGEST_NAME = 31
