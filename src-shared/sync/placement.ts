/** Tables of a seat's store that are not sent; those that are stand in tables.ts. A test finds one that is in neither. */

/** Made anew on each seat from what is synced: by the fold of a matter's events, or by counting. */
export const DERIVED_TABLES: readonly string[] = [
  'deadline',
  'mediation_session',
  'mediation_agreement',
  'mediation_instalment',
  'matter_access',
  'matter_reported',
  'matter_left_step',
  'linkage_task',
  'linkage_part',
  'joint_item',
  'month_counter',
  'matter_search',
]

/** Never leaves the computer, each with why. */
export const LOCAL_TABLES: Readonly<Record<string, string>> = {
  draft: 'what one person has typed and not saved',
  audit: 'each seat keeps the log of its own looks under its own chain; it names people and is not for others',
  number_series: 'the seat’s own counters, with the seat’s letter inside',
  document_bytes: 'travels as a file by its SHA-256, not as a row',
  search_pending: 'work that is left for this seat’s search index',
  sync_state: 'where this seat stands',
  sync_row: 'stamps and what waits to be sent',
  sync_batch: 'batches that were built and not answered yet',
  sync_quarantine: 'rows that could not be taken, for the clerk to see',
  sync_unsettled: 'matters whose events came and are to be folded again',
  sync_digest: 'sums of what both sides hold',
  sync_file: 'files to send or to fetch',
  seat_key: 'the private key of this computer: what is sealed for it opens nowhere else',
  taken_package: 'what came sealed for this computer, which alone can answer it; the matter itself is synced',
}
