/** Nobody waits for the answer any more: it is not made. */
export class Abandoned extends Error {}
