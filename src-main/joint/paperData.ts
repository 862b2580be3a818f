import { valueText, type JointField } from '../../src-shared/joint/fields.ts'
import { actText, titleOfAct } from '../../src-shared/joint/describe.ts'
import { duesOn } from '../../src-shared/joint/clocks.ts'
import { explainResponse } from '../../src-shared/joint/minutes.ts'
import type { JointPart } from '../../src-shared/joint/state.ts'
import type { PaperData, PaperKind } from '../../src-shared/paper/registry.ts'
import { addMonthsTo, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PaperDraft } from '../documents/issue.ts'
import type { PaperImage } from '../paper/workerMessages.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { papersOf } from './paperList.ts'
import { findPhoto, listPhotos } from './photoRepo.ts'
import { getJoint, type OpenedJoint } from './record.ts'
import { stageNow } from './rows.ts'
import { wordsOf } from './view.ts'

type Sheet = PaperData<'joint_incident'>
type Row = NonNullable<Sheet['rows']>[number]
type Table = NonNullable<Sheet['tables']>[number]

/** A record's paper as of now, with the pictures that it shows. @throws AppError 'invalid' | 'not_allowed' */
export function draftJointPaper(ctx: Ctx, id: string, name: string): PaperDraft {
  const opened = getJoint(ctx, id)
  const paper = papersOf(opened).find(({ kind }) => kind === name)
  if (!paper) throw new AppError('invalid', '没有这种文书')
  if (paper.why) throw new AppError('not_allowed', paper.why)
  const { item, events } = opened
  const { photos, images, photoNote } = picturesOf(ctx, opened, paper.kind)
  const data: Sheet = {
    office: ctx.settings.centreName,
    paperTitle: paper.title,
    number: item.number,
    stage: isNotice(paper.kind) ? '' : stageNow(item, ctx.today),
    rows: [...cardRows(ctx, opened), ...termRow(opened), ...actRows(ctx, opened, paper.kind)],
    tables: tablesOf(opened, paper.kind),
    photos,
    photoNote,
    note: isNotice(paper.kind) ? '' : noteOf(ctx, opened),
    issuedOn: opened.folded.state.last[SENT_BY[paper.kind] ?? ''] ?? ctx.today,
  }
  return {
    kind: paper.kind,
    matterId: null,
    ref: id,
    number: item.number,
    title: paper.title,
    data,
    subject: item.number,
    stamp: `${events.length}|${images.map((image) => image.file).join()}`,
    images,
  }
}

/** Notices that go out to units: the card and the act that sends them; what came of it is not told to who gets it. */
const SENT_BY: Partial<Record<PaperKind, string>> = { joint_warning: 'issue', joint_notice: 'list' }
const isNotice = (kind: PaperKind): boolean => SENT_BY[kind] !== undefined

const noteOf = (ctx: Ctx, { kind, folded }: OpenedJoint): string =>
  duesOn(kind, folded.state, ctx.calendar, ctx.today)
    .map(({ what, dueOn, dueAt }) => `${what}：${dueOn}${dueAt ? ` ${dueAt}` : ''} 前`)
    .join('；')

/** By when a listed problem is to be put right, also where nobody typed it: the office's own term counts then. */
function termRow({ folded }: OpenedJoint): Row[] {
  const { dueOn, last } = folded.state
  return folded.kind === 'trouble' && last['list'] && dueOn ? [{ label: '整治期限', value: dueOn, isLong: false }] : []
}
/** What a table shows is not said again in a row. */
const IN_TABLES: ReadonlySet<string> = new Set(['rows', 'scores', 'part'])

const isLong = (field: JointField): boolean => field.kind === 'long'

function cardRows(ctx: Ctx, opened: OpenedJoint): Row[] {
  const { kind, folded } = opened
  const words = wordsOf(ctx, opened)
  const { card } = folded.state
  const own = kind.card
    .filter((field) => !IN_TABLES.has(field.kind))
    .map((field) => ({ label: field.label, value: valueText(field, card[field.key], words), isLong: isLong(field) }))
  return own
}

/** What happened, act by act, in order; the newest of each that says the same again. */
function actRows(ctx: Ctx, opened: OpenedJoint, paper: PaperKind): Row[] {
  const { kind, folded } = opened
  const words = wordsOf(ctx, opened)
  return folded.taken
    .filter(({ act }) => !isNotice(paper) || act === SENT_BY[paper])
    .filter(({ act }) => kind.acts[act] && !kind.acts[act].fields.some(({ kind: of }) => of === 'part'))
    .map(({ act, payload }) => ({
      label: titleOfAct(kind, act),
      value: actText(kind, act, payload, words),
      isLong: true,
    }))
}

function tablesOf(opened: OpenedJoint, kind: PaperKind): Table[] {
  const { folded } = opened
  const { parts, card, standard } = folded.state
  const of = (list: string): JointPart[] => parts.filter((part) => part.list === list)
  switch (kind) {
    case 'joint_incident':
      return [
        {
          title: '指令和到场',
          heads: ['单位和任务', '下达和到场', '备注'],
          rows: of('order').map((part) => [part.label, arrival(part), part.note]),
        },
        {
          title: '复盘改进',
          heads: ['改进', '期限', '落实'],
          rows: of('improve').map(({ label, dueOn, doneOn, note }) => [
            label,
            dueOn ?? '',
            doneOn ? `${doneOn} ${note}` : '',
          ]),
        },
      ]
    case 'joint_situation':
      return [
        countTable('本中心的数', card['counts'], card['month'] as Month),
        countTable('公安提供的汇总数', card['police'], card['month'] as Month),
      ]
    case 'joint_warning':
      return [
        {
          title: '发给',
          heads: ['接收单位', '回执日期', '落实情况'],
          // filled in by hand where it arrives
          rows: of('receipt').map(({ label }) => [label, '', '']),
        },
      ]
    case 'joint_patrol':
      return [
        {
          title: '力量',
          heads: ['队伍', '人数', '带队人'],
          rows: ((card['teams'] ?? []) as { team: string; people: number; leader: string }[]).map(
            ({ team, people, leader }) => [team, `${people}`, leader],
          ),
        },
      ]
    case 'joint_creation':
      return [scoreTable(opened, standard?.criteria ?? [])]
    case 'joint_project':
      return [
        {
          title: '节点',
          heads: ['节点', '计划', '完成', '情况'],
          rows: of('milestone').map(({ label, dueOn, doneOn, note }) => [label, dueOn ?? '', doneOn ?? '', note]),
        },
      ]
    default:
      return []
  }
}

const arrival = ({ on, at, doneOn, doneAt }: JointPart): string =>
  doneOn === null
    ? `${on} ${at} 下达，没有登记到场`
    : doneAt === ''
      ? `${on} ${at} 下达`
      : explainResponse(on, at, doneOn, doneAt)

function countTable(title: string, value: unknown, month: Month): Table {
  const rows = (value ?? []) as { title: string; now: number; before: number; source?: string }[]
  const hasSource = rows.some(({ source }) => source)
  return {
    title,
    heads: ['指标', `本月 ${month}`, `上月 ${addMonthsTo(month, -1)}`, '增减', ...(hasSource ? ['来源'] : [])],
    rows: rows.map(({ title: name, now, before, source = '' }) => [
      name,
      `${now}`,
      `${before}`,
      now > before ? `+${now - before}` : `${now - before}`,
      ...(hasSource ? [source] : []),
    ]),
  }
}

/** Points of the newest self-check, review and re-check, side by side. */
function scoreTable({ folded }: OpenedJoint, criteria: readonly { title: string; points: number }[]): Table {
  const newest = (act: string) =>
    (folded.taken.findLast((event) => event.act === act)?.payload['scores'] ?? []) as { score: number }[]
  const columns = [newest('selfCheck'), newest('review'), newest('recheck')]
  const sum = (scores: { score: number }[]): string =>
    scores.length === 0 ? '' : `${scores.reduce((total, { score }) => total + score, 0)}`
  return {
    title: '对照标准',
    heads: ['标准', '分值', '自查', '复核', '复查'],
    rows: [
      ...criteria.map(({ title, points }, at) => [
        title,
        `${points}`,
        ...columns.map((scores) => `${scores[at]?.score ?? ''}`),
      ]),
      ['合计', `${criteria.reduce((total, { points }) => total + points, 0)}`, ...columns.map(sum)],
    ],
  }
}

/** On a sheet of rectification one picture of each side, on others all of them; where there is none, it is said. */
function picturesOf(ctx: Ctx, { item, kind }: OpenedJoint, paper: PaperKind) {
  const none: { photos: NonNullable<Sheet['photos']>; images: PaperImage[]; photoNote: string } = {
    photos: [],
    images: [],
    photoNote: '',
  }
  if (isNotice(paper) || paper === 'joint_struck') return none
  const all = listPhotos(ctx.db, item.id).filter(({ bytes }) => bytes > 0)
  const sides = Object.entries(kind.photos)
  const shown =
    paper === 'joint_rectification'
      ? sides.map(([side, title]) => {
          const ofSide = all.filter((photo) => photo.side === side)
          return { title, photo: side === 'before' ? ofSide[0] : ofSide.at(-1) }
        })
      : sides.flatMap(([side, title]) => all.filter((photo) => photo.side === side).map((photo) => ({ title, photo })))
  if (paper === 'joint_rectification' && sides.length > 0 && all.length === 0)
    return { ...none, photoNote: `没有留存${sides.map(([, title]) => title).join('、')}的照片。` }
  for (const { title, photo } of shown) {
    const file = photo ? `photo-${photo.id}.jpg` : ''
    none.photos.push({ side: title, file, caption: photo?.caption ?? '', takenOn: photo?.takenOn ?? null })
    if (photo) none.images.push({ file, bytes: Buffer.from(findPhoto(ctx.db, photo.id)?.jpeg ?? '', 'base64') })
  }
  return none
}
