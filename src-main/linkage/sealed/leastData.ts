import { checkIdNumber, tidyNumber } from '../../../src-shared/intake/identity.ts'
import { maskIdNumber } from '../../../src-shared/intake/mask.ts'
import type { Enclosable } from '../../../src-shared/linkage/sealedContract.ts'
import type { MatterFile } from '../../documents/matterFile.ts'
import { findPaperData } from './sealedRepo.ts'

/** What may be an ID number, as people write it: digits with blanks or dashes between them. */
const LONG_NUMBER = /(?<![0-9０-９])[0-9０-９](?:[\s-]?[0-9０-９]){13,16}[\s-]?[0-9０-９XxＸｘ](?![0-9０-９])/g
/** Shorter numbers of documents are not looked for: they may be anything. */
const LEAST_DIGITS = 8

const isIdNumber = (text: string, known: ReadonlySet<string>): boolean =>
  known.has(tidyNumber(text)) || checkIdNumber(text).kind !== 'wrong'

const knownOf = ({ parties }: Pick<MatterFile, 'parties'>): Set<string> =>
  new Set(parties.map(({ idNumber }) => tidyNumber(idNumber)).filter(({ length }) => length >= LEAST_DIGITS))

/** A text without anybody's ID number: those of the matter's people, and whatever else is a valid one. */
export function withoutIdNumbers(file: Pick<MatterFile, 'parties'>, text: string): string {
  const known = knownOf(file)
  const plain = text
    .normalize('NFC')
    .replace(LONG_NUMBER, (found) => (isIdNumber(found, known) ? maskIdNumber(tidyNumber(found)) : found))
  return [...known].reduce((rest, number) => rest.replaceAll(number, maskIdNumber(number)), plain)
}

const hasIdNumber = (file: MatterFile, text: string): boolean => withoutIdNumbers(file, text) !== text.normalize('NFC')

const LEAST_NAME = 2
const hasPeople = ({ parties }: MatterFile, text: string): boolean =>
  parties.some(
    ({ kind, name, phone }) =>
      (kind === 'person' && name.length >= LEAST_NAME && text.includes(name)) || (phone !== '' && text.includes(phone)),
  )

/** Why a paper made of these data cannot leave in a sealed file; empty if it can. */
export const whyNotEnclosed = (file: MatterFile, data: string): string =>
  hasIdNumber(file, data) ? '里面有身份证号码，不能装进密封包' : ''

/** Kinds of papers that came with a file. */
export const FOREIGN: readonly string[] = ['received_file', 'unit_file']

/** The papers of a matter that could go along, each with why it cannot. What others sent cannot be looked through. */
export function enclosableOf(file: MatterFile): Enclosable[] {
  return file.documents
    .filter(({ isVoid }) => !isVoid)
    .map(({ id, kind, title, number, pages, isHere }) => {
      const data = findPaperData(file.ctx.db, id)
      const why = isHere ? whyNotEnclosed(file, data) : '文件在其他座席，请先取回'
      return { id, title, number, pages, why, hasPeople: hasPeople(file, data), isForeign: FOREIGN.includes(kind) }
    })
}
