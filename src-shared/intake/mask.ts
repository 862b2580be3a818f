import { looksLikeOrganisation } from './partyKind.ts'
import { COMPOUND_SURNAMES } from './surnames.ts'

const STAR = '*'

/** `110101********1234`: the first six and last four of a long number, else only the ends. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length >= 15 ? keepEnds(idNumber, 6, 4) : keepEnds(idNumber, 1, 1)
}

/** `138****0000`; of a landline the area code and the last two digits: `021-******78`. */
export function maskPhone(phone: string): string {
  const landline = /^(0\d{2,3}-)(\d{7,8})(?:-\d+)?$/.exec(phone)
  if (landline) return `${landline[1]}${keepEnds(landline[2] ?? '', 0, 2)}`
  return phone.length >= 11 ? keepEnds(phone, 3, 4) : keepEnds(phone, 0, 2)
}

/**
 * The address down to the road, lane or estate: numbers of houses, rooms and floors become stars,
 * as does everything after the first of them. Without any, the second half.
 */
export function maskAddress(address: string): string {
  const found = /[0-9０-９〇一二三四五六七八九十百]+(?:弄|号|幢|栋|座|单元|室|楼|层|队|组|#|-)/.exec(address)
  const characters = [...address]
  if (found) return `${address.slice(0, found.index)}${STAR.repeat(3)}`
  const kept = Math.ceil(characters.length / 2)
  return characters.length < 2 ? stars(characters.length) : `${characters.slice(0, kept).join('')}${STAR.repeat(3)}`
}

/**
 * A name for print with names partly hidden: `张某`, `张某某`, `欧阳某`; an ID document's foreign
 * name keeps its first letter. A compound surname is kept whole.
 */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length === 0) return ''
  if (!/^\p{Script=Han}+$/u.test(characters.join(''))) return `${characters[0]}${STAR.repeat(3)}`
  const surnameLength = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1
  const given = characters.length - surnameLength
  return given <= 0 ? '某' : `${characters.slice(0, surnameLength).join('')}${'某'.repeat(given)}`
}

/** {@link maskName} for a person; an organisation keeps its name, which is no personal data. */
export function maskPartyName(kind: 'person' | 'company' | 'organisation', name: string): string {
  return kind === 'person' ? maskName(name) : name
}

/**
 * {@link maskPartyName} where only a name is known: what ends as organisations do is kept, everything else is taken
 * for a person, however long it is. A remark in brackets is no name.
 */
export function maskNameAlone(name: string): string {
  if (/^（.*）$/.test(name)) return name
  return maskPartyName(looksLikeOrganisation(name) ? 'organisation' : 'person', name)
}

function keepEnds(text: string, head: number, tail: number): string {
  const characters = [...text]
  if (characters.length <= head + tail) return stars(characters.length)
  const hidden = characters.length - head - tail
  return `${characters.slice(0, head).join('')}${STAR.repeat(hidden)}${characters.slice(characters.length - tail).join('')}`
}

function stars(count: number): string {
  return STAR.repeat(count)
}
