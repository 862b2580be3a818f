import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { MATTER_KINDS, type MatterFilter, type MatterKind } from '../../src-shared/intake/schema.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { ListedMatter } from './listRepo.ts'

/** The words of a list that leaves the program, by what it is narrowed to. */
export interface ListWords {
  /** What the office calls the linkage whose tasks the list holds; empty if it holds those of all. */
  linkage: string
  title: string
  kindOf(kind: MatterKind): string
}

export function listWords(ctx: Ctx, { taskLinkage }: MatterFilter): ListWords {
  const linkage = taskLinkage && titleOn(tableVersions(ctx, 'linkage'), taskLinkage, ctx.today)
  return {
    linkage,
    title: `${linkage || '事项'}清单`,
    kindOf: (kind) => (linkage && kind === 'linkage' ? `${linkage}任务` : MATTER_KINDS[kind]),
  }
}

/** As it may leave the program: what was asked to be kept confidential (要求保密) goes without words and names. */
export const withoutSecrets = (row: ListedMatter): ListedMatter =>
  row.isSecret === 1 ? { ...row, summary: CONFIDENTIAL, partyNames: '' } : row
