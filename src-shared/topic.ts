/** What the core says has changed, so that the interface reads it again. */
export type Topic =
  | 'matters'
  | 'mediation'
  | 'petition'
  | 'directives'
  | 'drafts'
  | 'ledger'
  | 'papers'
  | 'centre'
  | 'users'
  | 'session'
  | 'backup'
  | 'sync'
