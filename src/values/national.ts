/** The source of what the national files give; any other is a region's (ANNUAIRE_SOURCES). */
export const NATIONAL = 'national'
