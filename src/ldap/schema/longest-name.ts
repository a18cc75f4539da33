/** No name of an attribute, a class or a rule is as long. */
export const LONGEST_NAME = 100
