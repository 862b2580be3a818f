/** A form of this matter that was begun and not saved. */
export interface OpenDraft {
  act: string
  /** The record that the form is about, as far as the key holds it; empty where there is only one. */
  ref: string
}

/**
 * Which of somebody's drafts are forms of one matter. A form's key ends in the matter or in the record that the
 * form is about; then the title tells by the matter's number.
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
      const [act = '', record = ''] = key.slice(prefix.length).split(':')
      if (record === matter.id) return [{ act, ref: '' }]
      return matter.number && title.endsWith(`（${matter.number}）`) ? [{ act, ref: record }] : []
    })
}
