/** A form of this matter that was begun and not saved. */
export interface OpenDraft {
  act: string
  /** The record that the form is about, as far as the key holds it; empty where there is only one. */
  ref: string
}

/** The key of a form's draft: topic and act, the matter, and which of its records where there are several. */
export function draftKeyOf(topic: string, matterId: string, { act, record }: { act: string; record: string }): string {
  const of = record.replaceAll(/[^a-zA-Z0-9-]/g, '-').slice(-60)
  return `${topic}.${act}:${matterId}${of ? `:${of}` : ''}`
}

/**
 * Which of somebody's drafts are forms of one matter. Keys of older versions held the record instead of the matter;
 * then the title tells by the matter's number.
 */
export function openDraftsOf(
  drafts: readonly { key: string; title: string }[],
  topic: string,
  matter: { id: string; number: string },
): OpenDraft[] {
  const prefix = `${topic}.`
  return drafts
    .filter(({ key }) => key.startsWith(prefix))
    .flatMap(({ key, title }) => {
      const [act = '', record = '', ref = ''] = key.slice(prefix.length).split(':')
      if (record === matter.id) return [{ act, ref }]
      return matter.number && title.endsWith(`（${matter.number}）`) ? [{ act, ref: record }] : []
    })
}
