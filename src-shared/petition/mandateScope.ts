import { SCOPES, type Errand, type Scope } from './codes.ts'
import type { PetitionAct } from './events.ts'
import { last, type PetitionRecord } from './project.ts'

/** The authority that an errand takes (B2.4, B2.5). */
export const SCOPE_OF_ERRAND: Readonly<Record<Errand, Scope>> = {
  write: 'write',
  visit: 'submit',
  accompany: 'accompany',
  enquire: 'enquire',
  coordinate: 'coordinate',
  collect: 'collect',
}

/** What the mandate in force covers; empty without one. */
export const scopesOf = (record: PetitionRecord): readonly Scope[] => last(record, 'mandate')?.scopes ?? []

/**
 * Why the agent may not do this by the mandate that the citizen signed: not what it covers, or not in its term. The
 * field of the form is named with it.
 */
export function whyBeyondMandate(
  record: PetitionRecord,
  done: Pick<PetitionAct<'runErrand'>, 'on'> & { kind?: Errand },
): { field: 'on' | 'kind'; why: string } | undefined {
  const mandate = last(record, 'mandate')
  if (!mandate) return undefined
  const scope = done.kind ? SCOPE_OF_ERRAND[done.kind] : 'submit'
  if (!mandate.scopes.includes(scope))
    return { field: 'kind', why: `委托权限里没有“${SCOPES[scope]}”；委托人同意的，请终止代理后另签委托书` }
  if (done.on < mandate.fromOn || done.on > mandate.toOn)
    return { field: 'on', why: `不在委托期限（${mandate.fromOn} 至 ${mandate.toOn}）内；续办的请终止代理后另签委托书` }
  return undefined
}
