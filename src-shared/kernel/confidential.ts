/** What stands on paper, in tables and in answers for the words of whoever asked that they be kept confidential. */
export const CONFIDENTIAL = '（要求保密）'
