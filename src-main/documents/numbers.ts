import { formatNumber } from '../../src-shared/centre/numbering.ts'
import type { CentreSettings } from '../../src-shared/centre/schema.ts'
import { PAPERS, type PaperKind } from '../../src-shared/paper/registry.ts'
import type { PaperSpec } from '../../src-shared/paper/spec.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { peekNext, takeNext } from '../store/series.ts'
import type { MatterFile } from './matterFile.ts'

/** Series of numbers that papers take, with the setting that words them. */
const SERIES = {
  notice: 'noticePattern',
  petition: 'petitionPattern',
  linkage: 'linkagePattern',
} as const satisfies Record<string, keyof CentreSettings>
export type PaperSeries = keyof typeof SERIES
const isSeries = (text: string): text is PaperSeries => Object.hasOwn(SERIES, text)

/** The number that the next paper of a series gets. Nothing is taken. */
export function nextPaperNumber(ctx: Ctx, series: PaperSeries): string {
  const { settings } = ctx
  const year = Number(ctx.today.slice(0, 4))
  return formatNumber(settings[SERIES[series]], {
    year,
    seat: settings.seatLetter,
    seq: peekNext(ctx.db, series, year, settings.seatLetter),
    committee: settings.committeeShortName,
    street: settings.streetName,
  })
}

/**
 * Takes the next number of a series if it is this one. A number that was typed in, or that the paper had before,
 * takes nothing. To be called in the transaction that keeps whatever bears the number.
 */
export function claimNumber(ctx: Ctx, series: PaperSeries, number: string): void {
  if (number !== '' && number === nextPaperNumber(ctx, series))
    takeNext(ctx.db, series, Number(ctx.today.slice(0, 4)), ctx.settings.seatLetter)
}

/** As {@link claimNumber}, for a paper's number and the series of its kind, if it has one. */
export function claimPaperNumber(ctx: Ctx, kind: PaperKind, number: string): void {
  const { numbering = 'dossier' }: PaperSpec = PAPERS[kind]
  if (isSeries(numbering)) claimNumber(ctx, numbering, number)
}

/**
 * The number of a matter's paper: the one on record, else the one that this very paper already bears, else by the
 * paper's spec.
 *
 * @param recorded the number that an act gave it, such as an opinion's; empty if none
 */
export function paperNumber(file: MatterFile, kind: PaperKind, ref: string, recorded: string): string {
  const { numbering = 'dossier' }: PaperSpec = PAPERS[kind]
  if (recorded !== '') return recorded
  if (isSeries(numbering)) {
    const before = file.documents.findLast((each) => each.kind === kind && each.ref === ref && !each.isVoid)
    return before?.number || nextPaperNumber(file.ctx, numbering)
  }
  if (numbering === 'dossier') return file.row?.dossierNumber ?? file.matter.number
  if (numbering === 'agency') return file.petitionRow?.agencyNumber ?? file.matter.number
  return file.matter.number
}
