import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { isReported } from '../../src-shared/intake/reported.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { dayOf, formatDayChinese, type Day } from '../../src-shared/kernel/day.ts'
import { EARLIER_PROCEDURES, type EarlierProcedure } from '../../src-shared/petition/codes.ts'
import { last } from '../../src-shared/petition/project.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { partiesOf, toPrintParty, type MatterFile } from './matterFile.ts'

/*
 * What all petition papers draw from a matter's file.
 */

export const office = ({ ctx: { settings } }: MatterFile): string => settings.petitionOffice || settings.centreName
export const described = (file: MatterFile) => last(file.petitionRecord, 'describe')

/** Those who brought the petition; a group's representatives where nobody else is on record. */
export function citizensOf(file: MatterFile) {
  const own = partiesOf(file, 'visitor', 'applicant')
  return own.length > 0 ? own : partiesOf(file, 'representative')
}

export const partiesAs = (file: MatterFile, standing: string) =>
  citizensOf(file).map((party) => ({ ...toPrintParty(file, party), standing }))

export const representativesOf = (file: MatterFile): string[] =>
  file.parties.filter(({ partyId }) => described(file)?.representativeIds.includes(partyId)).map(({ name }) => name)

const MOST_NAMES = 3

/** `甲、乙、丙等6人`; what an anonymous petition has instead of a name. */
export function citizenNames(file: MatterFile): string {
  const names = citizensOf(file)
    .map(({ name }) => name)
    .filter(Boolean)
  if (file.matter.isAnonymous === 1 || names.length === 0) return '（未留姓名）'
  const people = Math.max(names.length, file.matter.peopleCount)
  const shown = names.slice(0, MOST_NAMES).join('、')
  return people > names.length || names.length > MOST_NAMES ? `${shown}等${people}人` : shown
}

/** The person that a written notice is for. @throws AppError 'not_allowed' if nobody can be told (Art. 23) */
export function addresseeOf(file: MatterFile): string {
  if (file.matter.isAnonymous === 1 || citizensOf(file).every(({ name }) => name === ''))
    throw new AppError('not_allowed', '信访人未留姓名，不需要书面告知（信访工作条例第二十三条）')
  return citizenNames(file)
}

/** The petition as every paper names it. */
export function subjectOf(file: MatterFile) {
  const { matter } = file
  return {
    matterNumber: matter.number,
    receivedOn: matter.receivedOn,
    receivedFrom: matter.channel === 'transfer' ? matter.sourceUnit : '',
    summary: matter.summary,
    requests: described(file)?.requests ?? (matter.wish ? [matter.wish] : []),
  }
}

/** As {@link subjectOf}, without its way to the office. */
export function namedSubject(file: MatterFile) {
  const { matterNumber, summary, requests } = subjectOf(file)
  return { matterNumber, summary, requests }
}

export const factsOf = (file: MatterFile): string => described(file)?.facts ?? file.matter.facts

/** Whom to ask; the person named by the act, else whoever makes the paper. */
export function contactOf(file: MatterFile, handler = '') {
  const { settings, actor } = file.ctx
  return {
    department: settings.petitionOffice ? settings.centreName : '',
    handler: handler || actor.name,
    phone: settings.centrePhone,
    address: settings.centreAddress,
  }
}

/** Head and foot of a paper that leaves the office. */
export const outgoing = (file: MatterFile, number: string, addressee: string, issuedOn: Day, handler = '') => ({
  office: office(file),
  number,
  addressee,
  contact: contactOf(file, handler),
  issuedOn,
})

export const materialsOf = (file: MatterFile) =>
  (described(file)?.materials ?? []).map(({ name, copies, isOriginal, isReturned }) => ({
    name,
    copies: `${copies}份`,
    note: [isOriginal ? '原件' : '', isReturned ? '已退还' : ''].filter(Boolean).join('，'),
  }))

export const earlierOf = (file: MatterFile) => {
  const had = described(file)?.earlier ?? []
  return (Object.keys(EARLIER_PROCEDURES) as EarlierProcedure[]).map((procedure) => {
    const found = had.filter((each) => each.procedure === procedure)
    return {
      procedure: EARLIER_PROCEDURES[procedure],
      hasBeen: described(file) ? found.length > 0 : null,
      number: joined(found.map((each) => each.number)),
      organ: joined(found.map((each) => each.organ)),
    }
  })
}

/** What the content class meant when the petition came in. */
export function contentClassOf(file: MatterFile): string {
  const code = described(file)?.contentClass
  return code ? titleOn(tableVersions(file.ctx, 'petition_content'), code, file.matter.receivedOn) : ''
}

export const joined = (words: readonly string[], by = '、'): string => words.filter(Boolean).join(by)
/** A piece of prose that has only a line of room here; whole it stands in its own paper. */
export const shorten = (words: string, most: number): string =>
  words.length > most ? `${words.slice(0, most - 1)}…` : words
export const chinese = (day: Day | null | undefined): string => (day ? formatDayChinese(day) : '')

/** `2026年3月5日 10:20` in China. */
export function chineseTime(instant: string): string {
  const china = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${formatDayChinese(dayOf(instant))} ${china.slice(11, 16)}`
}

/** The act that a paper is about. @throws AppError 'not_allowed' with `why` if it has not happened */
export function found<T>(act: T | undefined, why: string): T {
  if (act === undefined) throw new AppError('not_allowed', why)
  return act
}

/** The act with this id, or the newest where none is named. */
export const pick = <T extends { id: string }>(acts: readonly T[], ref: string): T | undefined =>
  ref === '' ? acts.at(-1) : acts.find(({ id }) => id === ref)

/** Fields of papers that say who gets them, or whom they tell of the petition. */
const RECEIVERS = ['addressee', 'helpers', 'sender', 'organ', 'toWhom', 'toUnit', 'recipient', 'units', 'otherSide']

/**
 * A paper of a report (检举控告) never goes to the unit or person reported.
 * @throws AppError 'not_allowed' (信访工作条例第三十条)
 */
export function guardReceivers(file: MatterFile, data: object): void {
  const about = described(file)
  const reported =
    about?.purpose === 'report'
      ? [
          ...file.reported,
          ...(about.againstUnit ? [{ kind: 'unit' as const, name: about.againstUnit }] : []),
          ...(about.againstPerson ? [{ kind: 'person' as const, name: about.againstPerson }] : []),
        ]
      : file.reported
  if (reported.length === 0) return
  const receivers = RECEIVERS.flatMap((field) => (data as Record<string, unknown>)[field] ?? [])
  if (receivers.some((name) => typeof name === 'string' && isReported(name, reported)))
    throw new AppError('not_allowed', '这是检举控告，文书不能发给被举报的单位或人员（信访工作条例第三十条）')
}
