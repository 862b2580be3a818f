import { z } from 'zod'

/** Internal ids are UUIDv7: unique without contact, ordered by time, never shown to people. */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)

export const MatterId = uuid.brand<'MatterId'>()
export type MatterId = z.infer<typeof MatterId>
export const PartyId = uuid.brand<'PartyId'>()
export type PartyId = z.infer<typeof PartyId>
export const UserId = uuid.brand<'UserId'>()
export type UserId = z.infer<typeof UserId>
export const EventId = uuid.brand<'EventId'>()
export type EventId = z.infer<typeof EventId>
export const DocumentId = uuid.brand<'DocumentId'>()
export type DocumentId = z.infer<typeof DocumentId>
export const PlaceId = uuid.brand<'PlaceId'>()
export type PlaceId = z.infer<typeof PlaceId>
/** Rows of a topic's own that nothing outside it refers to: sessions, instalments, drafts, batches. */
export const RowId = uuid.brand<'RowId'>()
export type RowId = z.infer<typeof RowId>
