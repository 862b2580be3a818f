import { z } from 'zod'

/**
 * What can happen to a directive, in the words of the columns of `directive_event`. The district writes the last three, a
 * street the others; `text` holds the reason or the reply.
 */
export const DIRECTIVE_EVENTS = {
  received: '签收',
  accepted: '接办',
  returned: '退回',
  replied: '回复',
  linked: '关联本街道事项',
  confirmed: '区里确认办结',
  sent_back: '区里退回补办',
  withdrawn: '区里撤回',
} as const
export const DirectiveEventKind = z.enum([
  'received',
  'accepted',
  'returned',
  'replied',
  'linked',
  'confirmed',
  'sent_back',
  'withdrawn',
])
export type DirectiveEventKind = z.infer<typeof DirectiveEventKind>

export const DISTRICT_ACTS: readonly DirectiveEventKind[] = ['confirmed', 'sent_back', 'withdrawn']

/** `by_id` of what the district wrote; what a street writes carries the id of one of its people. */
export const DISTRICT_AUTHOR = 'district:'

/** One row of `directive_event`; kind and lists may come from a newer program. */
export interface DirectiveEvent {
  id: string
  seq: number
  kind: string
  at: string
  byId: string
  byName: string
  text: string
  /** Papers of the street that go with a reply. */
  documentIds: readonly string[]
  /** For `linked`: the matter that was registered here for it. */
  matterId: string | null
}

/** The column `document_ids`: a JSON list; anything else is no paper. */
export function readDocumentIds(text: string | null): string[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : []
  } catch {
    return []
  }
}

export const isDirectiveEventKind = (kind: string): kind is DirectiveEventKind => Object.hasOwn(DIRECTIVE_EVENTS, kind)
