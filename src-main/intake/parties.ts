import { checkIdNumber } from '../../src-shared/intake/identity.ts'
import { maskAddress, maskIdNumber, maskPhone } from '../../src-shared/intake/mask.ts'
import { normalisePhone } from '../../src-shared/intake/phone.ts'
import type { MatterPartyInput, PartyInput } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { rememberApart } from './apart.ts'
import {
  addMatterParties,
  findParty,
  hasDuplicatesInto,
  insertParty,
  listParties,
  replaceMatterParties,
  saveParty,
  setMerged,
} from './partyRepo.ts'
import { hasMatterBesides, isInSealedOnly, isMatterSealed, isPartyKnown } from './sealRepo.ts'

/** Order in lists and on papers. */
const ROLE_ORDER = [
  'applicant',
  'visitor',
  'respondent',
  'third_party',
  'representative',
  'agent',
  'guardian',
  'related',
]

/**
 * Saves the people of a card and their places in the matter. A person who is linked from elsewhere
 * keeps what the card left empty; one who is in this matter already is as the card says, but for
 * what it shows masked. ID numbers are checked, phones and IDs lose their spaces.
 */
export function saveParties(ctx: Ctx, matterId: MatterId, parties: readonly MatterPartyInput[]): void {
  const present = new Set<string>(listParties(ctx.db, matterId).map((party) => party.partyId))
  const saved = parties.map((each) => {
    const known = each.partyId ? findKnown(ctx, each.partyId, present) : undefined
    if (each.partyId && !known) throw new AppError('not_found', '关联的当事人已经不在')
    const partyId = known && isShareable(ctx, matterId, known.partyId) ? known.partyId : ctx.newId<PartyId>()
    saveParty(
      ctx.db,
      partyId,
      tidy(known ? keepKnown(each.party, known, !present.has(known.partyId)) : each.party),
      ctx.now,
    )
    return { ...each, partyId }
  })
  replaceMatterParties(ctx.db, matterId, saved)
  rememberApart(ctx, saved)
}

/** Somebody who is in this matter or in another that the caller may know of. */
function findKnown(ctx: Ctx, partyId: PartyId, present: ReadonlySet<string>) {
  return present.has(partyId) || isPartyKnown(ctx.db, ctx.actor.userId, partyId)
    ? findParty(ctx.db, partyId)
    : undefined
}

/**
 * A sealed matter shares no row with another: what is told in a report must not change what others see of the
 * same person. Its people are copies, made when the card is saved.
 */
function isShareable(ctx: Ctx, matterId: MatterId, partyId: PartyId): boolean {
  return isMatterSealed(ctx.db, matterId)
    ? !hasMatterBesides(ctx.db, partyId, matterId)
    : !isInSealedOnly(ctx.db, partyId, matterId)
}

/** Saves the people of a matter that is new, none of whom is known from elsewhere. */
export function addParties(ctx: Ctx, matterId: MatterId, parties: readonly MatterPartyInput[]): void {
  const saved = parties.map((each) => ({ ...each, partyId: ctx.newId<PartyId>() }))
  for (const { partyId, party } of saved) insertParty(ctx.db, partyId, tidy(party), ctx.now)
  addMatterParties(ctx.db, matterId, saved)
}

/** `张三（练习）、李四（练习）` for lists, by role. */
export function joinNames(parties: readonly MatterPartyInput[]): string {
  return [...parties]
    .sort((a, b) => ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role))
    .map((each) => each.party.name)
    .filter((name) => name !== '')
    .join('、')
}

function tidy(party: PartyInput): PartyInput {
  const tidied = { ...party, phone: normalisePhone(party.phone) }
  if (party.idNumber === '' || (party.idType !== '' && party.idType !== '111')) return tidied
  const check = checkIdNumber(party.idNumber)
  if (check.kind === 'wrong') throw new AppError('invalid', `${party.name || '当事人'}的身份证号有误：${check.message}`)
  if (check.kind !== 'valid') return tidied
  return { ...tidied, idType: '111', idNumber: check.idNumber, birthOn: check.birthOn, sex: check.sex }
}

function keepKnown(given: PartyInput, known: PartyInput, keepsBlanks: boolean): PartyInput {
  const masks: Partial<Record<keyof PartyInput, (text: string) => string>> = {
    phone: maskPhone,
    idNumber: maskIdNumber,
    address: maskAddress,
  }
  const merged: Record<string, unknown> = { ...given }
  for (const key of Object.keys(given) as (keyof PartyInput)[]) {
    const isStillMasked =
      masks[key] !== undefined && given[key] !== '' && given[key] === masks[key](String(known[key] ?? ''))
    const isBlank = given[key] === '' || given[key] === null || (key === 'sex' && given[key] === '0')
    if (isStillMasked || (keepsBlanks && isBlank)) merged[key] = known[key]
  }
  return merged as PartyInput
}

export const partyHandlers = {
  /** Says that two rows are one person. Nothing is rewritten, so it can be undone at any time. */
  'intake.mergeParties': (ctx, { partyId, intoId }) => {
    const [party, into] = [findParty(ctx.db, partyId), findParty(ctx.db, intoId)]
    const me = ctx.actor.userId
    if (!party || !into || !isPartyKnown(ctx.db, me, partyId) || !isPartyKnown(ctx.db, me, intoId))
      throw new AppError('not_found', '没有这个当事人')
    if (isInSealedOnly(ctx.db, partyId) || isInSealedOnly(ctx.db, intoId))
      throw new AppError('not_allowed', '检举控告中的当事人不与其他事项的当事人合并')
    if (partyId === intoId || party.mergedInto || into.mergedInto || hasDuplicatesInto(ctx.db, partyId)) {
      throw new AppError('not_allowed', '其中一人已经合并过，请先拆开再合并')
    }
    setMerged(ctx.db, partyId, intoId)
    audit(ctx, 'changed', { kind: 'party', id: partyId, title: '合并当事人' })
    ctx.changed('matters')
    return {}
  },
  'intake.unmergeParty': (ctx, { partyId }) => {
    const isKnown = isPartyKnown(ctx.db, ctx.actor.userId, partyId)
    if (!isKnown || !findParty(ctx.db, partyId)?.mergedInto) throw new AppError('not_allowed', '没有合并过')
    setMerged(ctx.db, partyId, null)
    audit(ctx, 'changed', { kind: 'party', id: partyId, title: '拆开当事人' })
    ctx.changed('matters')
    return {}
  },
} satisfies Partial<Handlers>
