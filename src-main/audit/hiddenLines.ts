/**
 * Numbers the lines of the audit as a reader sees them where some are kept from him: without a gap, so that
 * neither the list nor the count at its check tells that there are others.
 *
 * @param seqs numbers of the hidden lines, rising
 */
export function hiddenLines(seqs: readonly number[]) {
  const countUpTo = (seq: number): number => seqs.filter((each) => each <= seq).length
  return {
    seqs,
    /** The number that a stored line is shown with. */
    toShown: (seq: number): number => seq - countUpTo(seq),
    /** The stored number of a shown line. */
    toSeq: (shown: number): number => seqs.reduce((seq, hidden) => (hidden <= seq ? seq + 1 : seq), shown),
  }
}
