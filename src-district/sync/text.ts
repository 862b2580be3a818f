/** Control characters and halves of a pair: PostgreSQL takes no NUL and no lone surrogate, and nobody types either. */

const ODD = /[\u0000-\u001f\u007f\p{Cs}]/u

/** Whether the text may stand in a column of its own. */
export const isPlainText = (text: string, length: number): boolean => text.length <= length && !ODD.test(text)
