import { dayOf } from '../../src-shared/kernel/day.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import {
  CONTACTS,
  FORMS,
  formOfChannel,
  OPINION_CONCLUSIONS,
  PURPOSES,
  RATINGS,
  RESULTS,
  REVIEW_RESULTS,
} from '../../src-shared/petition/codes.ts'
import { petitionDossierOrder } from '../../src-shared/petition/dossier.ts'
import { currentTransfer } from '../../src-shared/petition/fold.ts'
import { agentOf, all, last, opinionOf, servedOf } from '../../src-shared/petition/project.ts'
import { findMatter } from '../intake/repo.ts'
import { mayKnow } from '../intake/visible.ts'
import type { Builders } from './draftPaper.ts'
import { gapsPaper } from './gapsPaper.ts'
import type { MatterFile } from './matterFile.ts'
import { petitionDossierProblems } from './petitionDossierCheck.ts'
import {
  chinese,
  chineseTime,
  citizenNames,
  contentClassOf,
  described,
  earlierOf,
  factsOf,
  found,
  joined,
  materialsOf,
  office,
  partiesAs,
  pick,
  representativesOf,
  shorten,
  subjectOf,
} from './petitionFile.ts'

const ROUTES = {
  accept: '本单位受理',
  transfer: '转送',
  guide: '告知引导',
  leadToProcedure: '导入法定途径',
  handReport: '转送有权机关',
  refuse: '不予（再）受理',
  reply: '答复',
  toMediation: '转人民调解',
} as const

/** 去向: the way that the petition took last. */
export function routeOf(file: MatterFile): string {
  const names = Object.keys(ROUTES) as (keyof typeof ROUTES)[]
  const taken = names.flatMap((name) => all(file.petitionRecord, name).map(({ seq }) => ({ name, seq })))
  const newest = taken.sort((a, b) => b.seq - a.seq)[0]?.name
  if (newest === 'transfer' && last(file.petitionRecord, 'transfer')?.mode === 'assign') return '交办'
  return newest ? ROUTES[newest] : ''
}

export const dueOf = (file: MatterFile, ...ids: string[]) =>
  file.deadlines.find((row) => ids.includes(row.ruleId))?.dueOn ?? null

/** `延长20日（理由）`, each extension of the sixty days. */
export const extensionsOf = (file: MatterFile): string =>
  joined(
    all(file.petitionRecord, 'extendDeadline')
      .filter(({ ruleId }) => ruleId === 'B-06')
      .map(({ on, amount, reason }) => `${chinese(on)}延长${amount}日（${reason}）`),
    '；',
  )

function registration(file: MatterFile): PaperData<'petition_registration'> {
  const { matter, ctx } = file
  const about = described(file)
  const first = about?.repeatOf ? findMatter(ctx.db, about.repeatOf) : undefined
  return {
    ...subjectOf(file),
    office: office(file),
    enteredAt: chineseTime(matter.enteredAt),
    form: FORMS[about?.form ?? formOfChannel(matter.channel)],
    department: ctx.settings.petitionOffice ? ctx.settings.centreName : '',
    registrar: matter.enteredBy,
    receivedBy: about?.receivedBy ?? '',
    parties: partiesAs(file, '信访人'),
    peopleCount: matter.peopleCount > 0 ? `${matter.peopleCount}人` : '',
    isGroup: about?.isGroup ?? null,
    isJointLetter: about?.isJointLetter ?? null,
    representatives: representativesOf(file),
    facts: factsOf(file),
    isConfirmed: about?.isConfirmed ? true : null,
    purpose: about ? PURPOSES[about.purpose] : '',
    contentClass: contentClassOf(file),
    problemPlace: about?.problemPlace ?? '',
    against: joined([about?.againstUnit ?? '', about?.againstPerson ?? '']),
    isRepeat: about ? about.repeatOf !== null : null,
    firstNumber: first && mayKnow(ctx, first) ? first.number : '',
    earlier: earlierOf(file),
    isJudicial: about?.isJudicial ?? null,
    wishesSecrecy: about?.wishesSecrecy ?? null,
    mayPublish: about?.mayPublish ?? null,
    isUrgent: about?.isUrgent ?? null,
    isSimple: file.petition.acceptedOn ? file.petition.isSimple : null,
    route: routeOf(file),
    materials: materialsOf(file),
    tellDueOn: dueOf(file, 'B-03', 'B-04'),
    answerDueOn: dueOf(file, 'B-06'),
  }
}

/** The unit that the citizen rates: whoever handled the petition. */
const handlingUnit = (file: MatterFile): string => currentTransfer(file.petition)?.unit ?? office(file)

function ratingOf(file: MatterFile, of: 'unit' | 'agency', name: string) {
  const rated = all(file.petitionRecord, 'rate').findLast((each) => each.of === of)
  return { of: name, rating: rated ? RATINGS[rated.rating] : null, on: rated?.on ?? null, note: rated?.note ?? '' }
}

const satisfaction = (file: MatterFile): PaperData<'petition_satisfaction'> => ({
  office: office(file),
  matterNumber: file.matter.number,
  citizen: citizenNames(file),
  summary: file.matter.summary,
  unit: ratingOf(file, 'unit', handlingUnit(file)),
  agency: file.petition.mandates > 0 ? ratingOf(file, 'agency', `${office(file)}信访代理`) : null,
})

function returnVisit(file: MatterFile, ref: string): PaperData<'petition_return_visit'> {
  const visit = found(pick(all(file.petitionRecord, 'visitReturn'), ref), '还没有回访')
  return {
    office: office(file),
    matterNumber: file.matter.number,
    citizen: citizenNames(file),
    summary: file.matter.summary,
    result: file.petition.result ? RESULTS[file.petition.result] : '',
    on: visit.on,
    how: CONTACTS[visit.how],
    text: visit.text,
    visitor: visit.visitor,
  }
}

const LEVELS = { handling: '处理意见', review: '复查意见', recheck: '复核意见' } as const
type Level = keyof typeof LEVELS

function opinionLines(file: MatterFile) {
  return (Object.keys(LEVELS) as Level[]).flatMap((level) => {
    const opinion = opinionOf(file.petitionRecord, level)
    if (!opinion) return []
    const { number, unit, on, reviewResult, conclusion } = opinion
    return {
      level: LEVELS[level],
      number,
      unit,
      on,
      conclusion: reviewResult ? REVIEW_RESULTS[reviewResult] : OPINION_CONCLUSIONS[conclusion],
      servedOn: servedOf(file.petitionRecord, level)?.on ?? null,
    }
  })
}

/** `ref` 'report' is the 结案报告 of a closed petition; else the form on which its closing is approved. */
function closing(file: MatterFile, ref: string): PaperData<'petition_closing'> {
  const { petition, petitionRecord: record } = file
  const closed = last(record, 'close')
  if (ref === 'report') found(petition.closedOn ? closed : undefined, '结案后可制作')
  const settled = last(record, 'settle')
  const rated = (of: 'unit' | 'agency') => ratingOf(file, of, '').rating ?? ''
  return {
    ...subjectOf(file),
    paperTitle: ref === 'report' ? '结案报告' : '结案审批表',
    office: office(file),
    archiveNumber: file.petitionRow?.archiveNumber ?? '',
    citizen: citizenNames(file),
    purpose: petition.purpose ? PURPOSES[petition.purpose] : '',
    route: routeOf(file),
    acceptedOn: petition.acceptedOn,
    dueOn: dueOf(file, 'B-06'),
    extension: shorten(extensionsOf(file), 200),
    unit: handlingUnit(file),
    agent: agentOf(record).agentName,
    opinions: opinionLines(file),
    settlement: settled ? `${chinese(settled.on)}达成${settled.form === 'mediated' ? '调解' : '和解'}协议` : '',
    ratingOfUnit: rated('unit'),
    ratingOfAgency: rated('agency'),
    result: petition.result ? RESULTS[petition.result] : '',
    text: petition.closedOn ? (closed?.summary ?? '') : '',
    handler: last(record, 'accept')?.handler || file.ctx.actor.name,
    approver: petition.closedOn ? (closed?.approver ?? '') : '',
    closedOn: petition.closedOn,
  }
}

const NOT_IN_CATALOGUE = ['petition_cover', 'petition_catalogue', 'dossier_gaps']
const kept = (file: MatterFile) =>
  file.documents
    .filter((each) => !each.isVoid && !NOT_IN_CATALOGUE.includes(each.kind))
    .sort((a, b) => petitionDossierOrder(a.kind) - petitionDossierOrder(b.kind) || (a.issuedAt < b.issuedAt ? -1 : 1))

const dossierTitle = (file: MatterFile): string => `${citizenNames(file)}：${file.matter.summary}`

function cover(file: MatterFile, _: string, number: string): PaperData<'petition_cover'> {
  const archived = last(file.petitionRecord, 'archive')
  const pages = kept(file).reduce((sum, each) => sum + each.pages, 0)
  return {
    office: office(file),
    heading: file.petition.mandates > 0 ? '信访代理档案' : '信访档案',
    number: file.petitionRow?.archiveNumber || number,
    matterNumber: file.matter.number,
    citizen: citizenNames(file),
    title: dossierTitle(file),
    contentClass: contentClassOf(file),
    agent: agentOf(file.petitionRecord).agentName,
    startedOn: file.matter.receivedOn,
    endedOn: file.petition.closedOn,
    result: file.petition.result ? RESULTS[file.petition.result] : '',
    filedBy: archived?.filedBy ?? '',
    filedOn: archived?.on ?? null,
    retention: archived?.retention ?? file.ctx.settings.retention,
    pages: pages > 0 ? `本机制作的文书共${pages}页` : '',
  }
}

/** Papers in the order of B2.5 with running page numbers; what exists on paper only is added by hand. */
function catalogue(file: MatterFile, _: string, number: string): PaperData<'petition_catalogue'> {
  let page = 1
  return {
    office: office(file),
    number: file.petitionRow?.archiveNumber || number,
    title: dossierTitle(file),
    entries: kept(file).map((document) => {
      const from = page
      page += document.pages
      return {
        name: document.title,
        documentNumber: document.number === file.matter.number ? '' : document.number,
        author: document.issuedBy,
        on: dayOf(document.issuedAt),
        pages: document.pages === 1 ? String(from) : `${from}-${page - 1}`,
      }
    }),
  }
}

export const petitionGaps = (file: MatterFile): PaperData<'dossier_gaps'> =>
  gapsPaper(file, petitionDossierProblems(file), {
    committeeName: office(file),
    number: file.petitionRow?.agencyNumber ?? file.matter.number,
    title: shorten(dossierTitle(file), 300),
  })

export const FORM_BUILDERS = {
  petition_registration: registration,
  petition_satisfaction: satisfaction,
  petition_return_visit: returnVisit,
  petition_closing: closing,
  petition_cover: cover,
  petition_catalogue: catalogue,
} satisfies Builders
