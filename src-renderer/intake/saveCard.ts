import type { OutputOf } from '../../src-shared/contract.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import type { CardForm, CardInput } from './cardForm.ts'

export interface SavedCard extends OutputOf<'intake.register'> {
  summary: string
  /** What was decided beside the card and could not be carried out; the matter itself is saved. */
  leftUndone: string[]
  mergedInto: string
}

/**
 * Registers the matter, then carries out what the clerk decided about earlier ones. Only the first step may throw.
 * @throws RpcError
 */
export async function saveCard(card: CardForm, input: CardInput): Promise<SavedCard> {
  const registered = await call('intake.register', input)
  const saved: SavedCard = { ...registered, summary: card.summary.trim(), leftUndone: [], mergedInto: '' }
  const attempt = async (what: string, act: () => Promise<{ version?: number }>): Promise<boolean> => {
    try {
      saved.version = (await act()).version ?? saved.version
      return true
    } catch (error) {
      saved.leftUndone.push(`${what}没有办成：${errorText(error)}`)
      return false
    }
  }
  const { matterId } = registered
  for (const other of card.keptApart) {
    await attempt(`“与 ${other.number} 不是同一件”`, () =>
      call('intake.keepApart', { matterId, otherId: other.matterId as MatterId }),
    )
  }
  for (const other of card.links) {
    await attempt(`与 ${other.number} 关联`, () =>
      call('intake.link', { matterId, version: saved.version, otherId: other.matterId as MatterId }),
    )
  }
  const into = card.mergeInto
  if (into) {
    const input = {
      matterId,
      version: saved.version,
      intoId: into.matterId as MatterId,
      reason: '登记时认定为同一件事',
    }
    if (await attempt(`并入 ${into.number}`, () => call('intake.merge', input))) saved.mergedInto = into.number
  }
  return saved
}
