/** The 18 justice classes of disputes (A3.2), in the order of the monthly table. */
export const JUSTICE_CODES: readonly string[] = Array.from({ length: 18 }, (_, index) =>
  String(index + 1).padStart(2, '0'),
)
