import type { CheckedInput } from '../../src-shared/contract.ts'
import { checkIdNumber } from '../../src-shared/intake/identity.ts'
import { maskAddress, maskIdNumber, maskPhone } from '../../src-shared/intake/mask.ts'
import { normalisePhone } from '../../src-shared/intake/phone.ts'
import type { Suggestion } from '../../src-shared/intake/schema.ts'
import { findMatters } from '../search/find.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { withoutApart } from './apart.ts'
import { findPartiesBy, listMattersOfParty, type PartyMatch } from './partyRepo.ts'
import { listKeptApart } from './repo.ts'

const MATTERS_A_PERSON = 5
const SIMILAR = 5
/** Shorter sentences match too much to help. */
const SHORTEST_SUMMARY = 6

export const suggestHandlers = {
  /** Earlier people and matters that may be the same; shown beside the card, never in the way. */
  'intake.suggest': (ctx, input) => ({ people: suggestPeople(ctx, input), matters: suggestMatters(ctx, input) }),
} satisfies Partial<Handlers>

interface Found {
  partyId: PartyMatch['partyId']
  party: PartyMatch
  why: string[]
  /** What tells more weighs more: an ID number more than all the rest. */
  rank: number
}
type Input = CheckedInput<'intake.suggest'>

function suggestPeople(ctx: Ctx, { name, phone, idNumber, address }: Input): Suggestion['people'] {
  const id = idNumber === '' ? undefined : checkIdNumber(idNumber)
  const find = (column: Parameters<typeof findPartiesBy>[2], value: string): PartyMatch[] =>
    findPartiesBy(ctx.db, ctx.actor.userId, column, value)
  const tries: [PartyMatch[], string, number][] = [
    [id?.kind === 'valid' ? find('id_number', id.idNumber) : [], '证件号码相同', 8],
    [phone === '' ? [] : find('phone', normalisePhone(phone)), '电话相同', 2],
    [name.length < 2 ? [] : find('name', name), '姓名相同', 2],
    [address.length < 6 ? [] : find('address', address), '住址相同', 1],
  ]
  const found = new Map<string, Found>()
  for (const [parties, why, weight] of tries) {
    for (const party of parties) {
      const known = found.get(party.partyId) ?? { partyId: party.partyId, party, why: [], rank: 0 }
      known.why.push(why)
      known.rank += weight
      found.set(party.partyId, known)
    }
  }
  const asked = withoutApart(ctx, [...found.values()])
  return asked.slice(0, SIMILAR).map(({ party, why }) => ({
    partyId: party.partyId,
    name: party.name,
    maskedPhone: maskPhone(party.phone),
    maskedId: maskIdNumber(party.idNumber),
    address: maskAddress(party.address),
    why: why.join('、'),
    matters: listMattersOfParty(ctx.db, ctx.actor.userId, party.partyId, MATTERS_A_PERSON),
  }))
}

function suggestMatters(ctx: Ctx, { summary, exceptMatterId }: Input): Suggestion['matters'] {
  if ([...summary].length < SHORTEST_SUMMARY) return []
  const apart = new Set<string>(exceptMatterId ? [exceptMatterId, ...listKeptApart(ctx.db, exceptMatterId)] : [])
  // The longest stretch without signs is what tells two matters apart; all of it must occur.
  const core = (summary.match(/[\p{L}\p{N}]+/gu) ?? []).sort((a, b) => b.length - a.length)[0] ?? ''
  return findMatters(ctx, core.slice(0, 12), SIMILAR + apart.size)
    .hits.filter((hit) => !apart.has(hit.matterId))
    .slice(0, SIMILAR)
    .map(({ matterId, number, summary: text, receivedOn, stage }) => ({
      matterId,
      number,
      summary: text,
      receivedOn,
      stage,
      why: '内容相近',
    }))
}
