import type { Reported } from './schema.ts'

type Named = Pick<Reported, 'kind' | 'name'>

/**
 * True if a name is that of somebody reported, so that the report must not reach him: a report is never
 * passed on or shown to the unit or person it is about (信访工作条例第三十条、第四十六条). Persons by equal
 * names; units also where one name contains the other or both say the same but for the place before it:
 * `城管中队` is `示范区示范街道城管中队`, but `市城管局` is not `区城管局`. In doubt it is true.
 *
 * @param name of a unit or a person; an empty one is nobody
 */
export function isReported(name: string, reported: readonly Named[]): boolean {
  return reported.some((each) =>
    variants(name).some((mine) =>
      variants(each.name).some((theirs) => (each.kind === 'person' ? mine === theirs : isSameUnit(mine, theirs))),
    ),
  )
}

/** With and without what stands in brackets; width, spaces, dots and 的 do not count. */
function variants(name: string): string[] {
  const plain = name.normalize('NFKC').toLowerCase()
  const bare = plain.replace(/[([{（【〔〈《「『][^)\]}）】〕〉》」』]*[)\]}）】〕〉》」』]/g, '')
  return [...new Set([plain, bare].map((text) => text.replace(/[\s\p{P}的]/gu, '')))].filter((text) => text !== '')
}

/** A shorter piece of a name says nothing. */
const SHORTEST = 2
const contains = (a: string, b: string): boolean =>
  a === b || (a.length > b.length ? b.length >= SHORTEST && a.includes(b) : a.length >= SHORTEST && b.includes(a))

function isSameUnit(a: string, b: string): boolean {
  if (contains(a, b)) return true
  const [one, other] = [splitPlace(a), splitPlace(b)]
  if (one.core.length < SHORTEST || other.core.length < SHORTEST || !contains(one.core, other.core)) return false
  const lowest = (places: readonly (string | undefined)[]): number =>
    places.findLastIndex((place) => place !== undefined)
  const [mine, theirs] = [lowest(one.places), lowest(other.places)]
  if (mine >= 0 && theirs >= 0 && mine !== theirs) return false // an office of the city is not that of the district
  return one.places.every((place, level) => isSamePlace(place, other.places[level]))
}

/** `区` alone may be any district. */
const isSamePlace = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a.endsWith(b) || b.endsWith(a)

/** Province, city, district and street at the head of a unit's name; words like 社区, 城市 and 市场 are none. */
const PLACES = [
  /^.{2,8}?(?:省|自治区)/,
  /^.{0,8}?(?:(?<![城超都])市(?![场民容政])|自治州)/,
  /^.{0,8}?(?:(?<![社小园片辖校景地])区(?!域)|县(?!域))/,
  /^.{0,8}?(?:街道|镇|乡(?![村镇]))/,
]

function splitPlace(name: string): { places: (string | undefined)[]; core: string } {
  let core = name
  const places = PLACES.map((pattern) => {
    const place = pattern.exec(core)?.[0]
    if (place !== undefined) core = core.slice(place.length)
    return place
  })
  return { places, core }
}
