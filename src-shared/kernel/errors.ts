/**
 * Codes of errors that a person can act on. The list is closed: the interface has one Chinese
 * text per code and the test suite checks that none is missing.
 */
export const ERROR_CODES = [
  'invalid', // the input breaks a rule; `details.issues` or the message says which
  'not_found', // the record is not there, or not for this user
  'forbidden', // the role may not do this
  'conflict', // somebody else changed the record since it was read
  'not_allowed', // the act is not possible in the record's present state
  'signed_off', // the month or paper is frozen
  'login_failed', // name and password do not match
  'locked_out', // too many wrong passwords; `details.untilAt` says until when
  'not_logged_in', // no session, or it was locked
  'must_change_password', // the session may do nothing else before that
  'file_damaged', // the store or an imported file cannot be read
  'file_newer', // the store was written by a newer version of the program
  'in_use', // another process holds the data folder
  'too_large', // an input is over a stated limit
  'cancelled', // the user stopped the work
  'internal', // a bug; the log has the stack, the user gets no details
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An `invalid` error that belongs to one field of the form; the message stands beside it. */
export const invalidField = (field: string, message: string): AppError =>
  new AppError('invalid', message, { issues: { fieldErrors: { [field]: [message] } } })

/** An error that a person can act on. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** Machine-readable facts for the message; never personal data. */
  readonly details: Record<string, unknown>

  /** @param message what happened, in Chinese where it reaches a user as it stands */
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}
