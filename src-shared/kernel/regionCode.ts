/** The parts of an area code (C.5): county, street, community, grid; strings, so that leading noughts stay. */
export interface RegionCode {
  county: string
  street: string
  community: string
  grid: string
}

/**
 * Takes apart a code of 6 (GB/T 2260), 9 (GB/T 10114), 12 (统计用区划代码) or 15 digits (12 + 网格顺序号, to be
 * verified in GB/T 34300); undefined for any other text.
 */
export function parseRegionCode(text: string): RegionCode | undefined {
  if (!/^\d{6}(\d{3}){0,3}$/.test(text)) return undefined
  return { county: text.slice(0, 6), street: text.slice(6, 9), community: text.slice(9, 12), grid: text.slice(12, 15) }
}

/** Whether an area lies in another, or is it: a longer code begins with the code of what it lies in. */
export const isWithin = (code: string, area: string): boolean => area !== '' && code.startsWith(area)
